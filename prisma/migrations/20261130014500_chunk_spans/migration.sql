-- A chunk's text is its version's body between the offsets, with its edits: it is stored once, in the body. Where the two
-- differ the whole text becomes one edit.

CREATE TEMPORARY TABLE unread ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY "workspaceId", "moduleId", "version") AS place, "workspaceId", "moduleId", "version"
FROM "ModuleVersion";

CREATE UNIQUE INDEX ON unread (place);

-- A text with a filler behind each character that UTF-16 counts as two: its offsets are those of UTF-16.
CREATE FUNCTION pg_temp.spread(given TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT regexp_replace(given, '([\U00010000-\U0010FFFF])', E'\\1\uFFFF', 'g')
$$;

-- The pieces of a text, 32,768 characters each: to find an offset takes as long as the text before it.
CREATE FUNCTION pg_temp.to_pieces(given TEXT) RETURNS TEXT[] LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  pieces TEXT[] := '{}';
BEGIN
  WHILE given <> '' LOOP
    pieces := pieces || left(given, 32768);
    given := substr(given, 32769);
  END LOOP;
  RETURN pieces;
END
$$;

CREATE FUNCTION pg_temp.part(pieces TEXT[], first INTEGER, last INTEGER) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  part TEXT := '';
BEGIN
  WHILE first < last AND first / 32768 < cardinality(pieces) LOOP
    part := part || substr(pieces[first / 32768 + 1], first % 32768 + 1, least(last - first, 32768 - first % 32768));
    first := (first / 32768 + 1) * 32768;
  END LOOP;
  RETURN part;
END
$$;

-- Compares chunks for about a second, says how far it is; null when all are compared.
CREATE FUNCTION pg_temp.compare_chunks() RETURNS TEXT LANGUAGE plpgsql AS $$
DECLARE
  until TIMESTAMPTZ := clock_timestamp() + interval '1 second';
  of RECORD;
  chunk RECORD;
  edit RECORD;
  body TEXT;
  pieces TEXT[];
  made TEXT;
  reached INTEGER;
  total BIGINT;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM unread) THEN RETURN NULL; END IF;
  FOR of IN SELECT * FROM unread ORDER BY place LOOP
    SELECT v."body" INTO body FROM "ModuleVersion" v
      WHERE v."workspaceId" = of."workspaceId" AND v."moduleId" = of."moduleId" AND v."version" = of."version";
    pieces := pg_temp.to_pieces(pg_temp.spread(body));
    FOR chunk IN
      SELECT c."ordinal", c."startOffset", c."endOffset", c."text", c."edits" FROM "Chunk" c
      WHERE c."workspaceId" = of."workspaceId" AND c."moduleId" = of."moduleId" AND c."version" = of."version"
    LOOP
      made := '';
      reached := chunk."startOffset";
      FOR edit IN
        SELECT (e->>'start')::int AS first, (e->>'end')::int AS last, e->>'insert' AS insert
        FROM jsonb_array_elements(CASE jsonb_typeof(chunk."edits") WHEN 'array' THEN chunk."edits" ELSE '[]' END) e
      LOOP
        made := made || pg_temp.part(pieces, reached, edit.first) || pg_temp.spread(edit.insert);
        reached := edit.last;
      END LOOP;
      made := made || pg_temp.part(pieces, reached, chunk."endOffset");
      IF made IS DISTINCT FROM pg_temp.spread(chunk."text") THEN
        UPDATE "Chunk" c SET "edits" = jsonb_build_array(jsonb_build_object(
          'start', chunk."startOffset", 'end', chunk."endOffset", 'insert', chunk."text"))
        WHERE c."workspaceId" = of."workspaceId" AND c."moduleId" = of."moduleId" AND c."version" = of."version"
          AND c."ordinal" = chunk."ordinal";
      END IF;
    END LOOP;
    EXIT WHEN clock_timestamp() > until;
  END LOOP;
  DELETE FROM unread WHERE place <= of.place;
  SELECT count(*) INTO total FROM "ModuleVersion";
  RETURN total - (SELECT count(*) FROM unread) || ' of ' || total || ' versions have their chunks compared with the body';
END
$$;

-- Repeated until it returns null:
SELECT pg_temp.compare_chunks() AS "progress";

-- another runner may have asked once
DO $$ BEGIN ASSERT NOT EXISTS (SELECT 1 FROM unread), 'some chunks are not compared yet'; END $$;

DROP FUNCTION pg_temp.compare_chunks();
DROP FUNCTION pg_temp.part(TEXT[], INTEGER, INTEGER);
DROP FUNCTION pg_temp.to_pieces(TEXT);
DROP FUNCTION pg_temp.spread(TEXT);

ALTER TABLE "Chunk" DROP COLUMN "text";

-- writes the rows anew: those that stay as they are would keep their room on the disk
ALTER TABLE "Chunk" ALTER COLUMN "tokenCount" TYPE INTEGER USING "tokenCount" + 0;
