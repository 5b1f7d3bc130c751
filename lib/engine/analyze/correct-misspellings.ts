/** Words that the rules look for, as they are often mistyped. Only the rules read the corrected text, never a search. */
const MISSPELLINGS: Record<string, string> = {
  becuase: 'because',
  cant: "can't",
  chnage: 'change',
  conect: 'connect',
  confgure: 'configure',
  diference: 'difference',
  differnce: 'difference',
  diffrence: 'difference',
  doesnt: "doesn't",
  dont: "don't",
  eror: 'error',
  erorr: 'error',
  explan: 'explain',
  explian: 'explain',
  hwo: 'how',
  instal: 'install',
  intall: 'install',
  isnt: "isn't",
  pls: 'please',
  plz: 'please',
  teh: 'the',
  waht: 'what',
  wath: 'what',
  wether: 'whether',
  whcih: 'which',
  wich: 'which',
  wont: "won't",
  wroking: 'working',
}
const MISSPELLED = new RegExp(String.raw`(?<![\w'])(?:${Object.keys(MISSPELLINGS).join('|')})(?![\w'])`, 'gi')

export function correctMisspellings(text: string): string {
  return text.replace(MISSPELLED, (found) => MISSPELLINGS[found.toLowerCase()] ?? found)
}
