const HOME = '/'

/** Where to go after signing in: a path of this site, never another one. */
export function toNextPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, 'http://loadout.invalid')) return HOME
  const { host, pathname, search } = new URL(next, 'http://loadout.invalid')
  // once its dots are resolved, `/.//host` has become a path that names another site
  const isOwnPath = host === 'loadout.invalid' && !pathname.startsWith('//')
  return isOwnPath ? pathname + search : HOME
}
