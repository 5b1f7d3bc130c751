/** How much something should be found, as people say it. */
export const GRADES = [
  { value: '1', label: 'helps' },
  { value: '2', label: 'answers' },
  { value: '3', label: 'the best answer' },
] as const
