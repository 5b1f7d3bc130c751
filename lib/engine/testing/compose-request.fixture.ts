import type { ComposeRequest } from '../vocabulary/composition'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'

/** A request with every default resolved; tests state only what they are about. */
export function sampleRequest(fields: Partial<ComposeRequest> & { query: string }): ComposeRequest {
  return {
    id: 'composition-1',
    workspaceId: 'workspace-1',
    revision: 1,
    releaseId: 'production',
    day: '2026-03-01',
    model: { id: 'test-model', family: 'generic', contextWindow: 16_000, maxOutputTokens: 1_000 },
    policy: { id: 'default', version: 1, settings: DEFAULT_POLICY_SETTINGS },
    layout: 'chat',
    turns: [],
    summaries: [],
    pins: [],
    excludes: [],
    ...fields,
  }
}
