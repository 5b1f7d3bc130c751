import { readFileSync } from 'node:fs'
import { z } from 'zod'

const turnSchema = z.object({
  id: z.string(),
  role: z.string(),
  speaker: z.string().optional(),
  at: z.string().optional(),
  text: z.string(),
})

const setSchema = z.object({
  conversations: z.array(
    z.object({
      id: z.string(),
      turns: z.array(turnSchema),
      questions: z.array(
        z.object({ text: z.string(), evidence: z.array(z.string()), category: z.coerce.string().default('all') }),
      ),
    }),
  ),
})

/** Long conversations with questions about them, each with the turns that hold its answer. */
export type ConversationSet = z.infer<typeof setSchema>
export type Conversation = ConversationSet['conversations'][number]

/** A set from a JSON file. @throws when it has another shape. */
export function readConversationSet(path: string): ConversationSet {
  return setSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}
