/** Questions that the sample library answers well, and the module that does. */
const SAMPLE = [
  { moduleId: 'versions', question: 'How do I roll a module back to an older version?' },
  { moduleId: 'bill-of-materials', question: 'What does the bill of materials of an answer hold?' },
  { moduleId: 'token-budget', question: 'How is the token budget divided between the sections?' },
]

/** What to ask a library first: the sample's questions where the sample is there, else what its modules are about. */
export function suggestQuestions(modules: { id: string; name: string }[]): string[] {
  const sample = SAMPLE.filter(({ moduleId }) => modules.some(({ id }) => id === moduleId))
  if (sample.length > 0) return sample.map(({ question }) => question)
  return modules.slice(0, 3).map(({ name }) => `What should I know about ${name}?`)
}
