/** Request header in which `proxy.ts` tells Server Components the path that was asked for. */
export const PATH_HEADER = 'x-loadout-path'

/** Where a browser remembers the slug of the workspace it opened last; addresses without one lead there. */
export const LAST_WORKSPACE_COOKIE = 'loadout-workspace'
