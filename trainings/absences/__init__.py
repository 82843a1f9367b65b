"""What an absence asks of us: pure rules, from what was marked to the task that follows it."""
