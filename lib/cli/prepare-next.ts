import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import next from 'next'
import { env } from '@/lib/env'
import { shareRealm } from './share-realm'
import { warmRoutes } from './warm-routes'

type NextServer = {
  handle(request: IncomingMessage, response: ServerResponse): void
  close(): Promise<void>
}

/** Next inside this process: one server to stop, and it starts while the database does. In production the API's routes are loaded. */
export async function prepareNext(server: Server): Promise<NextServer> {
  const isProduction = env.NODE_ENV === 'production'
  if (isProduction) shareRealm()
  const app = next({ dev: !isProduction, hostname: env.HOST, port: env.PORT, httpServer: server })
  await app.prepare()
  const handleOrThrow = app.getRequestHandler()
  const handle: NextServer['handle'] = (request, response) => {
    handleOrThrow(request, response).catch(() => response.destroy())
  }
  // in development, loading a route is compiling it
  if (isProduction) await warmRoutes(handle, process.env.NEXT_DIST_DIR || '.next')
  return { handle, close: () => app.close() }
}
