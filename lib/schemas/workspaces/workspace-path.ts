/** Request header that names, by its slug, the workspace that a call acts in. */
export const WORKSPACE_HEADER = 'x-loadout-workspace'

/** Where a path such as `/modules?tag=a` is found in a workspace: `/w/support/modules?tag=a`. */
export function workspacePath(slug: string, path: string): string {
  return `/w/${encodeURIComponent(slug)}${path}`
}

/** The slug of the workspace that a page of this path shows; null outside of all workspaces. */
export function workspaceOfPath(pathname: string): string | null {
  const segment = /^\/w\/([^/?#]+)/.exec(pathname)?.[1]
  if (segment === undefined) return null
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
