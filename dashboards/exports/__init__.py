"""Files of statistics, made from what was protected before."""
