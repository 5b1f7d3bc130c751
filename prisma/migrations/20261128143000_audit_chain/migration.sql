-- Had the checksum 9c9ee8d473b65c375ca9a551359b4d6e237f556c2f916e52344b35d187103307 while it chained all entries in one statement, whose time grew with their square.

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "address" TEXT,
ADD COLUMN     "changes" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "continuesId" TEXT,
ADD COLUMN     "hash" TEXT,
ADD COLUMN     "requestId" TEXT,
ADD COLUMN     "sequence" INTEGER;

-- CreateTable
CREATE TABLE "AuditChain" (
    "workspaceId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL DEFAULT '',
    "removedThrough" INTEGER NOT NULL DEFAULT 0,
    "removedHash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AuditChain_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_workspaceId_sequence_key" ON "AuditEvent"("workspaceId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_workspaceId_continuesId_key" ON "AuditEvent"("workspaceId", "continuesId");

-- AddForeignKey
ALTER TABLE "AuditChain" ADD CONSTRAINT "AuditChain_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What an entry of the audit log says, after the hash of the entry before it: SHA-256 in hex.
CREATE FUNCTION audit_hash(previous TEXT, entry "AuditEvent") RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(previous || E'\n' || jsonb_build_array(
    entry."workspaceId", entry."sequence", entry."id", to_char(entry."at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    entry."actorKind", entry."actorId", entry."actorName", entry."action", entry."target", entry."detail",
    entry."changes", entry."address", entry."requestId", entry."continuesId"
  )::text, 'UTF8')), 'hex')
$$;

-- Gives an entry the next place in the chain of its workspace. It runs when the transaction commits, so that its lock is
-- the last one that a transaction takes, and is held only for that moment.
CREATE FUNCTION chain_audit_event() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  chain "AuditChain";
  entry "AuditEvent";
BEGIN
  SELECT * INTO entry FROM "AuditEvent" WHERE "workspaceId" = NEW."workspaceId" AND "id" = NEW."id";
  -- the same transaction took its workspace away
  IF NOT FOUND THEN RETURN NULL; END IF;
  INSERT INTO "AuditChain" ("workspaceId") VALUES (NEW."workspaceId") ON CONFLICT DO NOTHING;
  SELECT * INTO chain FROM "AuditChain" WHERE "workspaceId" = NEW."workspaceId" FOR UPDATE;
  entry."sequence" := chain."sequence" + 1;
  entry."hash" := audit_hash(chain."hash", entry);
  UPDATE "AuditEvent" SET "sequence" = entry."sequence", "hash" = entry."hash"
    WHERE "workspaceId" = NEW."workspaceId" AND "id" = NEW."id";
  UPDATE "AuditChain" SET "sequence" = entry."sequence", "hash" = entry."hash" WHERE "workspaceId" = NEW."workspaceId";
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER "AuditEvent_chain" AFTER INSERT ON "AuditEvent"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_audit_event();

-- Entries that were there before, in the order of their time: some of them, and how far that is; null when all are done.
CREATE FUNCTION chain_audit_events(most INTEGER) RETURNS TEXT LANGUAGE plpgsql AS $$
DECLARE
  entry "AuditEvent";
  chain "AuditChain";
  done INTEGER;
  total INTEGER;
BEGIN
  SELECT count("hash"), count(*) INTO done, total FROM "AuditEvent";
  IF done = total THEN RETURN NULL; END IF;
  FOR entry IN SELECT * FROM "AuditEvent" WHERE "hash" IS NULL ORDER BY "workspaceId", "id" LIMIT most LOOP
    IF chain."workspaceId" IS DISTINCT FROM entry."workspaceId" THEN
      UPDATE "AuditChain" SET "sequence" = chain."sequence", "hash" = chain."hash"
        WHERE "workspaceId" = chain."workspaceId";
      INSERT INTO "AuditChain" ("workspaceId") VALUES (entry."workspaceId") ON CONFLICT DO NOTHING;
      SELECT * INTO chain FROM "AuditChain" WHERE "workspaceId" = entry."workspaceId";
    END IF;
    chain."sequence" := chain."sequence" + 1;
    entry."sequence" := chain."sequence";
    chain."hash" := audit_hash(chain."hash", entry);
    UPDATE "AuditEvent" SET "sequence" = chain."sequence", "hash" = chain."hash"
      WHERE "workspaceId" = entry."workspaceId" AND "id" = entry."id";
    done := done + 1;
  END LOOP;
  UPDATE "AuditChain" SET "sequence" = chain."sequence", "hash" = chain."hash"
    WHERE "workspaceId" = chain."workspaceId";
  RETURN done || ' of ' || total || ' entries of the audit log are chained';
END
$$;

-- Repeated until it returns null:
SELECT chain_audit_events(5000) AS "progress";

DROP FUNCTION chain_audit_events(INTEGER);
