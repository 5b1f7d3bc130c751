/** `deploying@3`; a version of a change request, or of a draft that is tried, has no number yet. */
export function nameVersion(moduleId: string, version: number | undefined): string {
  return version !== undefined && version < 0 ? `${moduleId}, unpublished` : `${moduleId}@${version}`
}

/** `3`, or that it has no number yet. */
export const tellVersion = (version: number | undefined): string =>
  version !== undefined && version < 0 ? 'unpublished' : String(version)

/** `chunk 2`: ids of chunks count from 0. */
export const nameChunk = (chunkId: string): string => `chunk ${Number(chunkId.split('#').at(-1)) + 1}`
