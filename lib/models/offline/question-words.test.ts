import { describe, expect, it } from 'vitest'
import { extractAnswer } from './extract-answer'
import { formOf, subjectOf } from './question-form'
import { definesIn, findSides, joinSentences, measuredIn, settlesIn } from './question-words'

describe('formOf', () => {
  it.each([
    ['Was ist ein Brennofen?', 'isDefinition'],
    ['Qu’est-ce que la glaçure ?', 'isDefinition'],
    ['¿Qué es un horno?', 'isDefinition'],
    ['釉薬とは何ですか？', 'isDefinition'],
    ['什么是釉？', 'isDefinition'],
    ['Wie hoch ist die Miete?', 'isMeasure'],
    ['Combien de temps dure la cuisson ?', 'isMeasure'],
    ['¿Cuántos hornos tiene el taller?', 'isMeasure'],
    ['Hoe lang duurt het bakken?', 'isMeasure'],
    ['焼成はどのくらい続きますか？', 'isMeasure'],
    ['烧制需要多久？', 'isMeasure'],
    ['Darf ich den Ofen allein öffnen?', 'isYesNo'],
    ['一人で窯を開けてもいいですか？', 'isYesNo'],
    ['Welche Öfen gibt es in der Werkstatt?', 'isList'],
    ['釉薬にはどのようなものがありますか？', 'isList'],
    ['Wie kann ich einen Ofen reservieren?', 'isSteps'],
    ['窯を予約するにはどうすればいいですか？', 'isSteps'],
    ['Wo stehen die Glasuren?', 'isPlace'],
    ['¿Dónde está el horno?', 'isPlace'],
    ['유약은 어디에 있습니까?', 'isPlace'],
    ['가마는 얼마나 오래 뜨겁습니까?', 'isMeasure'],
    ['가마는 몇개입니까?', 'isMeasure'],
    ['가마는 무엇인가요?', 'isDefinition'],
    ['가마를 혼자 열어도 됩니까?', 'isYesNo'],
    ['가마를 혼자 열 수 있나요?', 'isYesNo'],
    ['窯はいつでも使えますか？', 'isYesNo'],
  ] as const)('reads “%s” as %s', (question, sign) => {
    expect(formOf(question)[sign]).toBe(true)
  })

  it('takes no word of another language for an English one', () => {
    // “was” and “is” ask in English for yes or no
    expect(formOf('Was ist ein Brennofen?').isYesNo).toBe(false)
    expect(formOf('Hoe lang is de oven heet?').isYesNo).toBe(false)
    // “var” asks in Swedish for a place
    expect(formOf('Var der en ovn til dem, der ikke havde nogen?').isPlace).toBe(false)
  })
})

it.each([
  ['Was ist der Unterschied zwischen Steingut und Porzellan?', ['Steingut', 'Porzellan']],
  ['Quelle est la différence entre le grès et la faïence ?', ['le grès', 'la faïence ']],
  ['陶器と磁器の違いは何ですか？', ['陶器', '磁器']],
  ['陶器和瓷器有什么区别？', ['陶器', '瓷器']],
  ['석기와 자기의 차이는 무엇입니까?', ['석기', '자기']],
  ['석기와 자기는 어떻게 다릅니까?', ['석기', '자기']],
  ['Was ist Porzellan?', null],
])('finds what “%s” compares', (question, sides) => {
  expect(findSides(question)).toEqual(sides)
})

it.each([
  ['en', 'It holds 40 litres.', 'It holds litres.'],
  ['de', 'Er brennt elf Stunden.', 'Er brennt lange.'],
  ['de', 'Das sind 67 Prozent.', 'Das ist elfenbeinern.'],
  ['es', 'Hay dos hornos.', 'Hay hornos.'],
  ['ja', '通常 3 〜 6 か月かかります。', '通常は数か月です。'],
  ['ja', '冬は -5 度です。', '2026-11-30'],
  ['ko', '가마는 40개입니다.', '가마는 많습니다.'],
])('finds in %s a number with what it counts: %s', (language, measured, other) => {
  expect(measuredIn(language).test(measured)).toBe(true)
  expect(measuredIn(language).test(other)).toBe(false)
})

it.each([
  ['de', 'Ein Brennofen ist ein Ofen, der Ton härtet.', 'Ein Brennofen'],
  ['fr', 'La glaçure est une couche de verre.', 'La glaçure'],
  ['ja', '釉薬とは、陶器を覆うガラス質の層です。', '釉薬'],
])('finds in %s what a sentence defines: %s', (language, sentence, name) => {
  const found = definesIn(language).map((pattern) => pattern.exec(sentence)?.[1]?.trim())
  expect(found).toContain(name)
})

it.each([
  ['How long is the cable?', 'length, duration, period, time'],
  ['What is the cable?', ''],
  ['Wie hoch ist die Miete?', 'Höhe, Betrag'],
  ['Hur ofta ska ugnen rengöras?', 'frekvens, intervall'],
  ['Hur gammal är ugnen?', 'ålder'],
  ['¿Qué tan rápido se calienta el horno?', 'velocidad'],
  ['¿Qué tan grande es el horno?', 'tamaño'],
  ['¿Qué tan seguro es el horno?', ''],
  ['Hoe oud is de oven?', 'leeftijd'],
  ['Hoe ver is het naar de oven?', 'afstand'],
  ['Jak często trzeba czyścić piec?', 'częstotliwość, odstęp'],
  ['Как часто надо чистить печь?', 'частота, интервал'],
  ['窑有多远？', '距离 距離'],
  ['가마를 얼마나 자주 청소합니까?', '빈도 주기 간격'],
])('names in its language what “%s” measures', (question, names) => {
  expect(formOf(question).measure).toBe(names)
})

it.each([
  ['Quanto tempo você não pode abrir o forno?', /^duração/],
  ['Quanto tempo ci vuole per la cottura nel forno?', /^durata/],
  ['Quanto tempo demora?', /duração/],
])('names what “%s” measures also where languages share the words', (question, names) => {
  expect(formOf(question).measure).toMatch(names)
})

it.each([
  ['Comment annuler une commande ?', 'commande'],
  ['Comment est-ce que je répare ma montre ?', 'montre'],
  ['Как пригласить человека, если команда полная?', 'команда'],
  ['¿Cómo pido una muestra de este producto?', 'muestra'],
  ['Hoe geef ik een opdracht terug aan de klant?', 'opdracht'],
  ['Wie zahle ich mit der Karte von Visa?', 'Visa'],
  ['Wie lange ist der Steg gesperrt?', 'Steg'],
  ['Hur får jag visa till landet?', 'visa'],
  ['Visa Karte', 'Visa'],
  ['이 제품의 설명서는 어디에 있습니까?', '설명서'],
  ['可能性はどのくらいですか', '可能性'],
  ['必要書類は何ですか', '必要書類'],
  ['手順書はどこですか', '手順書'],
  ['不可能な操作は何ですか', '不可能'],
  ['間違いはどこですか', '間違い'],
  ['事例を見たい', '事例'],
  ['说明书在哪里', '说明书'],
  ['介绍信怎么开', '介绍信'],
  ['不同意怎么办', '不同意'],
])('keeps what “%s” is about: %s', (question, subject) => {
  expect(subjectOf(question)).toContain(subject)
})

it.each([
  ['Quelle commande est-ce que je lance pour le four ?', 'commande'],
  ['Montre-moi un exemple pour le four', 'exemple'],
  ['Mit welchem Befehl starte ich den Ofen?', 'Befehl'],
  ['¿Qué comando enciende el horno?', 'comando'],
  ['가마와 화로의 차이는 무엇입니까?', '차이'],
  ['登録方法は何ですか', '方法'],
  ['窯を開けるのに必要なものは何ですか', '必要'],
  ['安装方法是什么', '方法'],
  ['两种窑有什么不同', '不同'],
])('leaves out of “%s” what it says about its answer: %s', (question, asking) => {
  expect(subjectOf(question)).not.toContain(asking)
})

it('knows in Korean what settles a question, with what is glued to it', () => {
  expect(settlesIn('ko').test('가마는 열지 않습니다.')).toBe(true)
  expect(settlesIn('ko').test('열쇠가 없습니다.')).toBe(true)
  expect(settlesIn('ko').test('가마는 뜨겁습니다.')).toBe(false)
})

it('puts no space between the sentences of scripts without spaces', () => {
  expect(joinSentences(['一つ。', '二つ。', 'Three.', 'Four.'])).toBe('一つ。二つ。Three. Four.')
})

describe('extractAnswer in other languages', () => {
  const ask = (query: string, ...texts: string[]) =>
    extractAnswer(
      query,
      texts.map((text, at) => ({ title: '', text, label: `k${at + 1}` })),
    )[0]?.text

  const WERKSTATT = `# Werkstatt

## Öffnung

Die Werkstatt ist für alle da, und wer in der Werkstatt arbeitet, ist in der Werkstatt willkommen.

## Höhe der Miete

Die Miete der Werkstatt beträgt 40 Euro. Sie wird monatlich bezahlt.

## Kündigung

Wurde der Vertrag gekündigt, so ist der Schlüssel binnen zwei Wochen abzugeben.`

  it('answers with the number below the heading that says what is measured', () => {
    expect(ask('Wie hoch ist die Miete der Werkstatt?', WERKSTATT)).toMatch(
      /^Die Miete der Werkstatt beträgt 40 Euro\./,
    )
  })

  it('finds a word in another part of speech, and by a part of the compound', () => {
    expect(ask('Was folgt der Kündigung des Vertrags?', WERKSTATT)).toContain('binnen zwei Wochen')
    expect(ask('Wie hoch ist die Werkstattmiete?', WERKSTATT)).toContain('40 Euro')
  })

  it('reads Japanese by its words, not by its particles', () => {
    const text =
      '# 工房 {#studio}\n\n工房はだれでも使えます。\n\n## 釉薬 {#glaze}\n\n釉薬とは、陶器を覆うガラス質の層です。\n\n::: tip\n混ぜてください。\n:::\n\n## 焼成 {#firing}\n\n焼成は 12 時間続きます。窯は熱いです。'
    expect(ask('釉薬とは何ですか？', text)).toContain('陶器を覆うガラス質の層です。')
    expect(ask('焼成はどのくらい続きますか？', text)).toBe('焼成は 12 時間続きます。窯は熱いです。')
    expect(ask('釉薬とは何ですか？', text)).not.toMatch(/\{#|:::/)
  })
})
