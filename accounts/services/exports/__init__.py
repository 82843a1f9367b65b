"""Files that leave: asked for once, written down, looked at again whenever they are taken."""
