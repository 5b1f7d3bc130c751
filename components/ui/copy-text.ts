/**
 * Puts a text on the clipboard; on a page that came without TLS, where browsers have no clipboard to write to, by way of a
 * selection.
 * @throws Error when the browser lets nothing be copied
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.style.position = 'fixed'
  field.style.opacity = '0'
  const focused = document.activeElement
  // a dialog keeps the focus within
  const layer = focused?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body
  layer.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
  if (!isCopied) throw new Error('The browser lets nothing be copied: select the text, and copy it by hand.')
}
