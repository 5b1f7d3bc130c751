type Level = 'info' | 'warn' | 'error'

const SECRETS =
  /\blo_[A-Za-z0-9_-]{8,}|\bBearer\s+\S+|\b(?:sk|pk|rk)-[A-Za-z0-9_-]{8,}|(?<=\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g

const redact = (text: string) => text.replace(SECRETS, '[redacted]')

function serialize(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: redact(String(error)) }
  return {
    name: error.name,
    message: redact(error.message),
    stack: redact(error.stack ?? ''),
    ...(error.cause !== undefined && depth < 3 ? { cause: serialize(error.cause, depth + 1) } : {}),
  }
}

/** A sentence on stderr for whoever watches the server: what it waits for, and that it goes on. */
export function say(sentence: string): void {
  process.stderr.write(`${redact(sentence)}\n`)
}

/** One line of JSON on stderr, for programs to read. Facts are ids, numbers and names; never content, never a secret. */
export function log(
  level: Level,
  message: string,
  facts: Record<string, string | number | boolean | null | undefined> = {},
  error?: unknown,
): void {
  const line = {
    time: new Date().toISOString(),
    level,
    message,
    ...Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? redact(fact) : fact]),
    ),
    ...(error ? { error: serialize(error) } : {}),
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}
