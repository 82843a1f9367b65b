"""The keys of a name as functions of the database, and what a migration says to make them."""

from __future__ import annotations

from types import ModuleType

from participants.names.steps import expression

# Bodies are parsed when they are made, so that no search path of a caller changes their meaning.
_KEY = """CREATE FUNCTION cohesion_{key}_v{version}(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN {body};
"""

# A slip is a letter too few, too many or another one, or two that changed places: words of which
# any is true have a word in common once a letter is taken out of each.
_SLIPS = """CREATE FUNCTION cohesion_slips_v{version}(skeleton text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT piece), '{{}}')
    FROM string_to_table(btrim(skeleton), ' ') word
    CROSS JOIN LATERAL (
        SELECT word AS piece WHERE length(word) > 1
        UNION ALL
        SELECT left(word, place - 1) || substr(word, place + 1)
        FROM generate_series(1, length(word)) place WHERE length(word) > 2
    ) pieces;
END;
"""


def make(rules: ModuleType, version: int) -> str:
    """The functions of one version: `cohesion_fold_v1`, `_skeleton_v1` and `_slips_v1`."""
    folded, rest = (expression(steps, "name") for steps in (rules.FOLD, rules.FOLD_OF_REST))
    return (
        _KEY.format(key="fold", version=version, body=f"coalesce(nullif({folded}, ''), {rest})")
        + _KEY.format(key="skeleton", version=version, body=expression(rules.SKELETON, "name"))
        + _SLIPS.format(version=version)
    )


def unmake(version: int) -> str:
    """Take the functions of one version away."""
    return "".join(
        f"DROP FUNCTION cohesion_{key}_v{version};" for key in ("fold", "skeleton", "slips")
    )
