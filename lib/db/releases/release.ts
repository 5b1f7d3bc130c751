/** Names a release. */
export type ReleaseKey = { workspaceId: string; releaseId: string }

/** The release that is named, or else production: the one that publishing moves. Nothing else knows its id. */
export function releaseOf(workspaceId: string, releaseId = 'production'): ReleaseKey {
  return { workspaceId, releaseId }
}
