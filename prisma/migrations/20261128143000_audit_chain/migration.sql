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

-- Entries that were there before, in the order of their time.
DO $$
DECLARE
  entry "AuditEvent";
  previous TEXT := '';
  place INTEGER := 0;
  workspace TEXT;
BEGIN
  FOR entry IN SELECT * FROM "AuditEvent" ORDER BY "workspaceId", "id" LOOP
    IF workspace IS DISTINCT FROM entry."workspaceId" THEN
      previous := '';
      place := 0;
      workspace := entry."workspaceId";
    END IF;
    place := place + 1;
    entry."sequence" := place;
    previous := audit_hash(previous, entry);
    UPDATE "AuditEvent" SET "sequence" = place, "hash" = previous
      WHERE "workspaceId" = entry."workspaceId" AND "id" = entry."id";
    INSERT INTO "AuditChain" ("workspaceId", "sequence", "hash") VALUES (workspace, place, previous)
      ON CONFLICT ("workspaceId") DO UPDATE SET "sequence" = place, "hash" = previous;
  END LOOP;
END
$$;
