"""Files that take long: asked for on a page, made by a worker, taken within a day by whoever asked."""
