export type Sample = {
  /** Milliseconds. */
  at: number
  done: number
}

/** How long the rest takes at the pace between two samples; empty while there is none. */
export function remainingText(first: Sample, now: Sample, total: number): string {
  const done = now.done - first.done
  const left = total - now.done
  if (done <= 0 || left <= 0) return ''
  const seconds = Math.ceil((left / done) * ((now.at - first.at) / 1_000))
  if (seconds < 60) return `about ${seconds} s left`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `about ${minutes} min left` : `about ${Math.ceil(minutes / 60)} h left`
}
