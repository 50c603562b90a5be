"""Why some slips are none, module by module: FAIR maps an exercise's id to its rule."""
