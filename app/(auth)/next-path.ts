const HOME = '/playground'

/** Where to go after signing in: a path of this site, never another one. */
export function toNextPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return HOME
  const url = new URL(next, 'http://loadout.invalid')
  return url.host === 'loadout.invalid' && url.pathname !== '/' ? url.pathname + url.search : HOME
}
