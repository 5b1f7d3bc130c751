import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import next from 'next'
import { env } from '@/lib/env'

type NextServer = {
  handle(request: IncomingMessage, response: ServerResponse): void
  close(): Promise<void>
}

/** Next inside this process: one server to stop, and it starts while the database does. */
export async function prepareNext(server: Server): Promise<NextServer> {
  const app = next({ dev: env.NODE_ENV !== 'production', hostname: env.HOST, port: env.PORT, httpServer: server })
  await app.prepare()
  const handle = app.getRequestHandler()
  return {
    handle: (request, response) => {
      handle(request, response).catch(() => response.destroy())
    },
    close: () => app.close(),
  }
}
