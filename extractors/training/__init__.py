"""From annotated papers to the model that the package brings; needs the `train` extra."""
