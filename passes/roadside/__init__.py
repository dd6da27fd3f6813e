"""What anyone is told of a pass at the roadside, without login."""
