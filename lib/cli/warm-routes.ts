import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** By Next's build, below the folder that it built into. */
const ROUTES_FILE = 'app-path-routes-manifest.json'
const TIMEOUT_MS = 20_000

/**
 * Loads the code of the API's routes before somebody asks for it: Next does so at a route's first request, and the first of
 * them would keep the event loop for a tenth of a second. Asks on a port that nobody else knows.
 */
export async function warmRoutes(handle: RequestListener, distDir: string): Promise<void> {
  const server = createServer(handle)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  try {
    for (const path of readPaths(distDir)) {
      // Next answers it from what the route exports: nothing of ours runs, as the database may not be there yet
      const options = { method: 'OPTIONS', signal: AbortSignal.timeout(TIMEOUT_MS) }
      await fetch(`http://127.0.0.1:${port}${path}`, options)
        .then((response) => response.arrayBuffer())
        .catch(() => undefined)
    }
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

function readPaths(distDir: string): string[] {
  const routes = JSON.parse(readFileSync(join(distDir, ROUTES_FILE), 'utf8')) as Record<string, string>
  return Object.values(routes)
    .filter((route) => route.startsWith('/api/'))
    .map((route) => route.replace(/\[+[^\]]*\]+/g, 'warm-up'))
}
