/** Request header in which `proxy.ts` tells Server Components the path that was asked for. */
export const PATH_HEADER = 'x-loadout-path'
