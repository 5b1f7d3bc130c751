/** Hands a text to the browser as a file. */
export function downloadFile(name: string, type: string, text: string) {
  saveFile(name, new Blob([text], { type: `${type};charset=utf-8` }))
}

/** Hands a file to the browser. */
export function saveFile(name: string, file: Blob) {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
