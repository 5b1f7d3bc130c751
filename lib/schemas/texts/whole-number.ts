import { z } from 'zod'

/**
 * A whole number of an input. The address of a request has it as text, of digits alone: `1e3`, `0x10`, `true` and ` 7 `
 * are no numbers.
 */
export function wholeNumber(min: number, max: number) {
  return z.preprocess(
    (given) => (typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given),
    z
      .number({ error: ({ input }) => (typeof input === 'string' ? 'must be a whole number, in digits' : undefined) })
      .int()
      .min(min)
      .max(max),
  )
}
