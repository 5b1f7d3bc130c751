import { createServer } from 'node:net'
import { PrepareError } from './fail.mjs'

/** Says early, before a build, that the port is taken; the server itself claims it for real. */
export function checkPort() {
  const port = Number(process.env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65535) return
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE')
        failed(
          new PrepareError(`Port ${port} is in use: stop what runs there, or choose another with PORT=${port + 1}.`),
        )
      else done()
    })
    probe.listen(port, process.env.HOST || '127.0.0.1', () => probe.close(() => done()))
  })
}
