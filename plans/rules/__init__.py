"""The thresholds a plan is judged by: decided by the city, held by place, control and moment."""
