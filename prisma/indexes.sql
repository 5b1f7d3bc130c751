-- What the schema language cannot say. Approximate vector indexes are made per workspace and model when it grows.

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

-- Of a range of a conversation one summary is in use.
CREATE UNIQUE INDEX "ConversationSummary_in_use" ON "ConversationSummary"("workspaceId", "conversationId", "level", "fromMessageId") WHERE "replacedById" IS NULL;
