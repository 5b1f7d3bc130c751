import { z } from 'zod'

/** Yes or no, also as an address has it: `true` or `false`. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])
