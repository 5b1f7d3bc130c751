const FIRST_WAIT_MS = 500
const MAX_WAIT_MS = 30_000
/** What ran for this long did not fail at its start. */
const STEADY_MS = 60_000
/** Ends within that time, one after another, after which trying again would only hide what is wrong. */
const MAX_QUICK_ENDS = 6

/**
 * Starts the server, and starts it again when it ends by itself after it was ready once, waiting 0.5 s at first, then
 * twice as long each time. It says so, gives up after six quick ends, and passes on why the last one ended.
 * @param spawnServer (history: { restarts, lastEndedAt, lastReason }) => ChildProcess; it sends a message once it is ready
 * @param exit ends this process
 * @returns what passes a signal on
 */
export function keepServing(spawnServer, exit = process.exit) {
  const history = { restarts: 0, lastEndedAt: null, lastReason: null }
  const say = (text) => process.stderr.write(`${text}\n`)
  let child
  let timer
  let wasReady = false
  let isStopping = false
  let quickEnds = 0

  const run = () => {
    const startedAt = performance.now()
    timer = undefined
    child = spawnServer({ ...history })
    child.once('message', () => {
      wasReady = true
    })
    child.once('exit', (code, signal) => {
      // one that was never ready has said what is wrong; one that ended in order was told to
      if (isStopping || code === 0 || !wasReady) return exit(code ?? 1)
      const reason = signal ? `by ${signal}` : `with code ${code}`
      quickEnds = performance.now() - startedAt > STEADY_MS ? 1 : quickEnds + 1
      if (quickEnds >= MAX_QUICK_ENDS) {
        say(
          `The server ended ${reason}, ${quickEnds} times within a minute each: it is not started again. See above why.`,
        )
        return exit(1)
      }
      history.restarts++
      Object.assign(history, { lastEndedAt: new Date().toISOString(), lastReason: reason })
      say(`The server ended ${reason}. It is started again.`)
      timer = setTimeout(run, Math.min(FIRST_WAIT_MS * 2 ** (quickEnds - 1), MAX_WAIT_MS))
    })
  }
  run()

  return (signal) => {
    isStopping = true
    if (timer === undefined) return child.kill(signal)
    clearTimeout(timer)
    exit(0)
  }
}
