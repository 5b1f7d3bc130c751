import { OPERATIONS } from './operations'

type Route = { path: RegExp; methods: string[] }

function toRoutes(): Route[] {
  const methodsByPath = new Map<string, string[]>([
    ['/api/health', ['GET']],
    ['/api/unsubscribe/{token}', ['GET', 'POST']],
  ])
  for (const { path, method } of OPERATIONS) {
    const whole = `/api/v1${path}`
    methodsByPath.set(whole, [...(methodsByPath.get(whole) ?? []), method.toUpperCase()])
  }
  const routes = [...methodsByPath].map(([path, methods]) => ({
    path: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
    methods: [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'],
    isExact: !path.includes('{'),
  }))
  // as in the router, `/modules/export` is no module of the id “export”
  return routes.toSorted((a, b) => Number(b.isExact) - Number(a.isExact))
}

let routes: Route[] | undefined

/** The methods of an API address; null where there is no route. */
export function allowedMethods(pathname: string): string[] | null {
  routes ??= toRoutes()
  return routes.find(({ path }) => path.test(pathname))?.methods ?? null
}
