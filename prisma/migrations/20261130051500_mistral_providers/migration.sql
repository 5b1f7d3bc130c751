ALTER TABLE "Provider"
  DROP CONSTRAINT "Provider_kind_set",
  ADD CONSTRAINT "Provider_kind_set" CHECK ("kind" IN ('openai', 'openai-responses', 'anthropic', 'google', 'mistral', 'openai-compatible'));
