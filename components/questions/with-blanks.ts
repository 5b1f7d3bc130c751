const SLOT = /\{[^{}]+\}/
/** What a slot is shown as, and what whoever asks writes over. */
export const BLANK = '…'

export const hasSlot = (question: string) => SLOT.test(question)

/** A question as people are shown it: what is left to fill in is a blank, not the name that a template has for it. */
export const withBlanks = (question: string) => question.split(SLOT).join(BLANK)
