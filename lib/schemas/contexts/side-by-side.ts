import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { idText } from '@/lib/schemas/texts/text'

export const columnSchema = z.int().min(1).max(LIMITS.columns)

/** What was named for an answer that is given side by side with others. */
export const askedWithSchema = z
  .object({
    model: z.string(),
    policy: z.string().optional().meta({ description: '`id`, or `id@version`; left out: as the workspace says.' }),
    release: z.string().optional().meta({ description: 'Left out: production.' }),
  })
  .meta({ id: 'AskedWith' })
export type AskedWith = z.infer<typeof askedWithSchema>

export const chooseAnswerSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the conversation.' }),
  messageId: idText().meta({ description: 'One of the answers to its last question.' }),
})

type Beside = { status?: string | undefined; column?: number | null | undefined; isChosen?: boolean | undefined }

/**
 * Of the answers to one question, oldest first, the one with which the conversation goes on: the chosen one; else the
 * first column that is complete, or has anything; without columns the latest. What holds here, `loadHistory` holds too.
 */
export function pickContinued<Answer extends Beside>(answers: Answer[]): Answer | undefined {
  const chosen = answers.find(({ isChosen }) => isChosen)
  if (chosen) return chosen
  const columns = answers.filter(({ column }) => typeof column === 'number')
  if (columns.length === 0) return answers.at(-1)
  const inOrder = columns.toSorted((a, b) => (a.column ?? 0) - (b.column ?? 0))
  const said = inOrder.filter(({ status }) => status !== 'failed' && status !== 'running')
  return said.find(({ status }) => status === 'complete') ?? said[0] ?? inOrder[0]
}
