const QUESTIONS_A_DEADLINE = 12

/**
 * Asks something again and again whether it lives, and calls `onSilence` once when it has not answered for `deadlineMs`.
 * Counted in questions, not by a clock: one that jumps, or this process standing still, is no silence of the other.
 */
export function watchAnswers(deadlineMs: number, ask: () => void, onSilence: () => void) {
  let unanswered = 0
  const timer = setInterval(() => {
    if (unanswered++ < QUESTIONS_A_DEADLINE) return ask()
    clearInterval(timer)
    onSilence()
  }, deadlineMs / QUESTIONS_A_DEADLINE)
  timer.unref()
  return {
    /** To be called for each sign of life. */
    heard: () => {
      unanswered = 0
    },
    stop: () => clearInterval(timer),
  }
}
