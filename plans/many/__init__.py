"""One verb on many plans: judged first, told with a summary, then done in one deed for those that are clean."""
