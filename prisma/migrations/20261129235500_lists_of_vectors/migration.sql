-- Approximate indexes are lists now, and no longer graphs: each is made and measured again, and vectors are searched exactly until then.
UPDATE "ApproximateIndex" SET "rows" = 0, "effort" = 0, "recall" = 0, "measuredAt" = NULL;
