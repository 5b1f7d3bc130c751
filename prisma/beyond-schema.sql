-- What the schema language cannot say.

-- What an entry of the audit log says, after the hash of the entry before it: SHA-256 in hex.
CREATE FUNCTION audit_hash(previous TEXT, entry "AuditEvent") RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(previous || E'\n' || jsonb_build_array(
    entry."workspaceId", entry."sequence", entry."id",
    to_char(entry."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
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

-- The chunks of one workspace that have a term. Built-in operators of arrays serve for the tenant too, so that no extension
-- is needed: a query says ARRAY["workspaceId"] && ARRAY[$1].
CREATE INDEX "Chunk_workspaceId_termIds_idx" ON "Chunk" USING GIN ((ARRAY["workspaceId"]), "termIds");

-- Few at any time: chunks that are stored ahead of their version, or that are left of one.
CREATE INDEX "ChunkedVersion_claimed" ON "ChunkedVersion"("workspaceId") WHERE "claimedBy" IS NOT NULL;

-- Of a range of a conversation one summary is in use.
CREATE UNIQUE INDEX "ConversationSummary_in_use" ON "ConversationSummary"("workspaceId", "conversationId", "level", "fromMessageId") WHERE "replacedById" IS NULL;

-- A message states something once; a sentence may be longer than what an index holds.
CREATE UNIQUE INDEX "StatedFact_once" ON "StatedFact"("workspaceId", "conversationId", "messageId", md5("text"));

-- All vectors of a conversation are read with each question: beside their rows, as long as they fit there.
ALTER TABLE "MessageEmbedding" ALTER COLUMN "embedding" SET STORAGE MAIN;

-- Compressed already.
ALTER TABLE "MessageImage" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- To compress megabytes takes several times as long as to write them, and nobody else is served meanwhile.
ALTER TABLE "ModuleVersion" ALTER COLUMN "body" SET STORAGE EXTERNAL;
ALTER TABLE "ModuleDraft" ALTER COLUMN "source" SET STORAGE EXTERNAL;
ALTER TABLE "ChangeRequestEdit" ALTER COLUMN "source" SET STORAGE EXTERNAL;

-- Who did something: `storedActorSchema` of lib/schemas/actor.ts.
CREATE FUNCTION is_actor(actor JSONB) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(actor->>'kind' IN ('user', 'apiKey', 'system', 'unknown'), false)
    AND jsonb_typeof(actor->'name') = 'string' AND actor ?& ARRAY['id', 'personId']
$$;

ALTER TABLE "Ablation" ADD CONSTRAINT "Ablation_startedBy_actor" CHECK (is_actor("startedBy"));
ALTER TABLE "AnswerComparison" ADD CONSTRAINT "AnswerComparison_startedBy_actor" CHECK (is_actor("startedBy"));
ALTER TABLE "ChangeEvent" ADD CONSTRAINT "ChangeEvent_actor_actor" CHECK (is_actor("actor"));
ALTER TABLE "ChangeRequest"
  ADD CONSTRAINT "ChangeRequest_author_actor" CHECK (is_actor("author")),
  ADD CONSTRAINT "ChangeRequest_endedBy_actor" CHECK (is_actor("endedBy"));
ALTER TABLE "ChangeRequestEdit" ADD CONSTRAINT "ChangeRequestEdit_editedBy_actor" CHECK (is_actor("editedBy"));
ALTER TABLE "ChangeRequestPolicy" ADD CONSTRAINT "ChangeRequestPolicy_editedBy_actor" CHECK (is_actor("editedBy"));
ALTER TABLE "ChangeRequestQuerySet" ADD CONSTRAINT "ChangeRequestQuerySet_editedBy_actor" CHECK (is_actor("editedBy"));
ALTER TABLE "ChangeReview" ADD CONSTRAINT "ChangeReview_dismissedBy_actor" CHECK (is_actor("dismissedBy"));
ALTER TABLE "CheckRun" ADD CONSTRAINT "CheckRun_startedBy_actor" CHECK (is_actor("startedBy"));
ALTER TABLE "Comment"
  ADD CONSTRAINT "Comment_author_actor" CHECK (is_actor("author")),
  ADD CONSTRAINT "Comment_deletedBy_actor" CHECK (is_actor("deletedBy"));
ALTER TABLE "ModuleDraft" ADD CONSTRAINT "ModuleDraft_updatedBy_actor" CHECK (is_actor("updatedBy"));
ALTER TABLE "ModuleImport"
  ADD CONSTRAINT "ModuleImport_importedBy_actor" CHECK (is_actor("importedBy")),
  ADD CONSTRAINT "ModuleImport_undoneBy_actor" CHECK (is_actor("undoneBy"));
ALTER TABLE "ModuleVersion" ADD CONSTRAINT "ModuleVersion_author_actor" CHECK (is_actor("author"));
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_actor_actor" CHECK (is_actor("actor"));
ALTER TABLE "OverlayVersion" ADD CONSTRAINT "OverlayVersion_author_actor" CHECK (is_actor("author"));
ALTER TABLE "PolicyVersion" ADD CONSTRAINT "PolicyVersion_author_actor" CHECK (is_actor("author"));
ALTER TABLE "ProfileFact" ADD CONSTRAINT "ProfileFact_decidedBy_actor" CHECK (is_actor("decidedBy"));
ALTER TABLE "QuerySet" ADD CONSTRAINT "QuerySet_editedBy_actor" CHECK (is_actor("editedBy"));
ALTER TABLE "QueryTemplate" ADD CONSTRAINT "QueryTemplate_editedBy_actor" CHECK (is_actor("editedBy"));
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_resolvedBy_actor" CHECK (is_actor("resolvedBy"));

-- What the code chooses from, the database keeps: a value that nobody knows is refused where it is written, not where it is
-- read. lib/db/closed-sets.test.ts holds both together.

ALTER TABLE "Ablation"
  ADD CONSTRAINT "Ablation_status_set" CHECK ("status" IN ('running', 'done', 'failed', 'cancelled'));

ALTER TABLE "AnswerComparison"
  ADD CONSTRAINT "AnswerComparison_status_set" CHECK ("status" IN ('running', 'done', 'failed', 'cancelled'));

ALTER TABLE "AnswerRating"
  ADD CONSTRAINT "AnswerRating_verdict_set" CHECK ("verdict" IN ('better', 'same', 'worse'));

ALTER TABLE "ApproximateIndex"
  ADD CONSTRAINT "ApproximateIndex_documents_set" CHECK ("documents" IN ('chunks', 'modules'));

ALTER TABLE "AuditEvent"
  ADD CONSTRAINT "AuditEvent_actorKind_set" CHECK ("actorKind" IN ('user', 'apiKey', 'system'));

ALTER TABLE "ChangeEvent"
  ADD CONSTRAINT "ChangeEvent_kind_set" CHECK ("kind" IN ('created', 'edited', 'changed', 'asked', 'reviewed', 'dismissed', 'merged', 'bypassed', 'reverted', 'commented', 'resolved', 'reopened'));

ALTER TABLE "ChangeRequest"
  ADD CONSTRAINT "ChangeRequest_status_set" CHECK ("status" IN ('draft', 'open', 'merged', 'closed'));

ALTER TABLE "ChangeRequestEdit"
  ADD CONSTRAINT "ChangeRequestEdit_kind_set" CHECK ("kind" IN ('text', 'archive', 'restore', 'curation', 'version'));

ALTER TABLE "ChangeRequestQuerySet"
  ADD CONSTRAINT "ChangeRequestQuerySet_kind_set" CHECK ("kind" IN ('change', 'create', 'delete'));

ALTER TABLE "ChangeReview"
  ADD CONSTRAINT "ChangeReview_verdict_set" CHECK ("verdict" IN ('approved', 'changes'));

ALTER TABLE "CheckRun"
  ADD CONSTRAINT "CheckRun_status_set" CHECK ("status" IN ('running', 'done', 'failed', 'cancelled'));

ALTER TABLE "CommentReaction"
  ADD CONSTRAINT "CommentReaction_kind_set" CHECK ("kind" IN ('agree', 'disagree', 'thanks', 'looking'));

ALTER TABLE "Composition"
  ADD CONSTRAINT "Composition_actorKind_set" CHECK ("actorKind" IN ('user', 'apiKey', 'system'));

ALTER TABLE "ConversationMessage"
  ADD CONSTRAINT "ConversationMessage_role_set" CHECK ("role" IN ('user', 'assistant')),
  ADD CONSTRAINT "ConversationMessage_status_set" CHECK ("status" IN ('complete', 'stopped', 'failed', 'interrupted', 'running'));

ALTER TABLE "EmbeddingIndex"
  ADD CONSTRAINT "EmbeddingIndex_kind_set" CHECK ("kind" IN ('hash', 'lsa', 'provider', 'transformers')),
  ADD CONSTRAINT "EmbeddingIndex_status_set" CHECK ("status" IN ('building', 'active', 'retired', 'failed'));

ALTER TABLE "ImportedModule"
  ADD CONSTRAINT "ImportedModule_change_set" CHECK ("change" IN ('created', 'updated', 'draft', 'moved', 'unarchived'));

ALTER TABLE "Invitation"
  ADD CONSTRAINT "Invitation_role_set" CHECK ("role" IN ('owner', 'admin', 'editor', 'reviewer', 'viewer'));

ALTER TABLE "Member"
  ADD CONSTRAINT "Member_role_set" CHECK ("role" IN ('owner', 'admin', 'editor', 'reviewer', 'viewer'));

ALTER TABLE "MessageImage"
  ADD CONSTRAINT "MessageImage_mediaType_set" CHECK ("mediaType" IN ('image/png', 'image/jpeg', 'image/webp', 'image/gif'));

ALTER TABLE "ModelCall"
  ADD CONSTRAINT "ModelCall_actorKind_set" CHECK ("actorKind" IN ('user', 'apiKey', 'system')),
  ADD CONSTRAINT "ModelCall_purpose_set" CHECK ("purpose" IN ('answer', 'summary', 'facts', 'test', 'comparison')),
  ADD CONSTRAINT "ModelCall_status_set" CHECK ("status" IN ('running', 'complete', 'stopped', 'interrupted', 'failed'));

ALTER TABLE "ModuleVersion"
  ADD CONSTRAINT "ModuleVersion_activation_set" CHECK ("activation" IN ('always', 'rule', 'semantic', 'manual')),
  ADD CONSTRAINT "ModuleVersion_priority_set" CHECK ("priority" IN ('high', 'medium', 'low'));

ALTER TABLE "Notification"
  ADD CONSTRAINT "Notification_kind_set" CHECK ("kind" IN ('mention', 'reply', 'comment', 'verdict', 'dismissed', 'asked', 'edited', 'merged', 'closed'));

ALTER TABLE "ProfileFact"
  ADD CONSTRAINT "ProfileFact_scope_set" CHECK ("scope" IN ('local', 'ask', 'any')),
  ADD CONSTRAINT "ProfileFact_source_set" CHECK ("source" IN ('explicit', 'inferred')),
  ADD CONSTRAINT "ProfileFact_status_set" CHECK ("status" IN ('active', 'candidate', 'superseded', 'refused'));

ALTER TABLE "ProfileSettings"
  ADD CONSTRAINT "ProfileSettings_accepts_set" CHECK ("accepts" IN ('none', 'explicit', 'all'));

ALTER TABLE "Provider"
  ADD CONSTRAINT "Provider_kind_set" CHECK ("kind" IN ('openai', 'openai-responses', 'anthropic', 'google', 'mistral', 'openai-compatible'));

ALTER TABLE "ReviewRule"
  ADD CONSTRAINT "ReviewRule_kind_set" CHECK ("kind" IN ('path', 'tag', 'category', 'priority', 'policy', 'querySet'));

ALTER TABLE "StatedFact"
  ADD CONSTRAINT "StatedFact_kind_set" CHECK ("kind" IN ('constraint', 'preference', 'identifier', 'decision'));

ALTER TABLE "Thread"
  ADD CONSTRAINT "Thread_side_set" CHECK ("side" IN ('old', 'new'));

ALTER TABLE "UsageLimit"
  ADD CONSTRAINT "UsageLimit_kind_set" CHECK ("kind" IN ('member', 'key')),
  ADD CONSTRAINT "UsageLimit_period_set" CHECK ("period" IN ('day', 'month'));

ALTER TABLE "WorkspaceSettings"
  ADD CONSTRAINT "WorkspaceSettings_review_set" CHECK ("review" IN ('off', 'optional', 'required'));
