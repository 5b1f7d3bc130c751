import { expect, it } from 'vitest'
import { describeLeftOut } from './describe-left-out'

it('names files that are not imported, and what can be done about documents, which come first', () => {
  const images = Array.from({ length: 12 }, (_, i) => `${i}.png`)
  expect(describeLeftOut(['run.py']).message).toBe('Left out, since only markdown and plain text are imported: run.py.')
  expect(describeLeftOut([...images, 'plan.pdf']).message).toBe(
    'Left out, since only markdown and plain text are imported: plan.pdf, 0.png, 1.png, 2.png, 3.png, 4.png, 5.png, 6.png, 7.png, 8.png and 3 more. To import plan.pdf, save it as markdown or plain text.',
  )
  expect(describeLeftOut(['a.html', 'b.docx']).message).toContain(
    'To import documents such as a.html, save them as markdown or plain text.',
  )
})
