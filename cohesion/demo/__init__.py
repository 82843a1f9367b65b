"""An invented programme in Kirkuk, for trying the product out; nobody in it exists."""
