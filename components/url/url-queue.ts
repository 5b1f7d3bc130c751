/**
 * Addresses that were written and that the router has not rendered yet, oldest first. While it renders one, Next.js sets
 * the browser back to it, although a later one was written meanwhile: the browser's address is no ground to write on.
 */
export function createUrlQueue() {
  let written: { pathname: string; search: string }[] = []
  let rendered = { pathname: '', search: '' }
  const isAt = (pathname: string, search: string) => (each: typeof rendered) =>
    each.pathname === pathname && each.search === search
  return {
    write(pathname: string, search: string) {
      written = isAt(pathname, search)(rendered) ? [] : [...written, { pathname, search }]
    },
    /** What the router shows now. What was written before it is done; an address that nobody wrote here ends all. */
    render(pathname: string, search: string) {
      const at = written.findLastIndex(isAt(pathname, search))
      written = at < 0 ? [] : written.slice(at + 1)
      rendered = { pathname, search }
    },
    /** @returns the search that an address comes to: the last one written, where the router only lags behind */
    resolve(pathname: string, search: string): string {
      const last = written.at(-1)
      if (last?.pathname !== pathname) return search
      const isBehind = [rendered, ...written].some(isAt(pathname, search))
      return isBehind ? last.search : search
    },
    clear() {
      written = []
    },
  }
}
