// What the scripts say by themselves: before the program has come, and where it cannot come. Everything else is said by the program.
const WORDS = {
  en: {
    cannotShow: 'The map cannot be shown',
    reload: 'Reload the page',
    details: 'Details for whoever runs this page',
    stopped: 'The program has stopped because of a fault of its own. Reload the page; your incident file is unharmed.',
    policy: "This site's security policy forbids WebAssembly: whoever runs it must allow 'wasm-unsafe-eval' in script-src.",
    noWasm: 'This browser cannot run WebAssembly, or it has been switched off. Use a current browser.',
    otherProgram: 'The server sends something else in place of the program: whoever runs it must put the whole folder assets/ beside breachmap.js.',
    tooOld: 'This browser is too old for this file. Open it in a current browser.',
    fromFile: 'Browsers do not run this page from a file. Open it from a web server.',
    notLoaded: 'A part of the program could not be loaded. Check the connection and reload the page.',
    noReader: 'files of other tools are read by a part of the program that cannot run here',
    noReaderHint: 'Open the file on a page that may load it, or make an incident file of it: breachmap convert FILE --to native -o OUT.json',
    briefingReads: 'a briefing opens incident files only',
    destroyed: 'this element has been destroyed',
    slow: 'The program of the map has not come yet. Check the connection, or reload the page.',
    overtaken: 'another load has taken its place',
    stoppedReading: 'the reading of the file was stopped',
    noText: (name, kind) => `${name} takes a text, not ${kind}`,
    noObject: (name, kind) => `${name} takes an object, not ${kind}`,
    tooLarge: 'as a file, the object would be larger than 16 MB',
    tooDeep: 'the object is too deep, or goes in circles',
    noJson: (kind) => `${kind} has no JSON`,
    mapOfABreach: 'Map of a breach',
    otherVersion: (version) => `this frame speaks version ${version}`,
    unknownType: (type) => `there is no message "${type}"`,
    noFile: (status) => `the server has no such file (${status})`,
    noneRead: (n, first) => `none of ${n} files is read; the first is ${first}`,
    noneReadHint: 'Choose files that tell of incidents.',
    readerStopped: (why) => `the reader stopped: ${why}`,
    readerStoppedHint: 'The file may need more memory than this browser has. Split it, or make an incident file of it: breachmap convert FILE --to native -o OUT.json',
  },
  ja: {
    cannotShow: '経路図を表示できません',
    reload: 'ページを再読み込み',
    details: 'ページ管理者向けの詳細',
    stopped: 'プログラムが自身の不具合で停止しました。ページを再読み込みしてください。インシデントファイルに影響はありません。',
    policy: "このサイトのセキュリティポリシーが WebAssembly を禁じています。管理者は script-src に 'wasm-unsafe-eval' を加える必要があります。",
    noWasm: 'このブラウザーでは WebAssembly を使えないか、無効になっています。最新のブラウザーを使ってください。',
    otherProgram: 'サーバーがプログラムとは別のものを返しています。管理者は assets/ フォルダー全体を breachmap.js と同じ場所に置く必要があります。',
    tooOld: 'このファイルを開くにはブラウザーが古すぎます。最新のブラウザーで開いてください。',
    fromFile: 'このページはファイルから直接開けません。Web サーバー経由で開いてください。',
    notLoaded: 'プログラムの一部を読み込めませんでした。接続を確認し、ページを再読み込みしてください。',
    noReader: 'ほかのツールのファイルを読み取る部分が、ここでは動作しません',
    noReaderHint: '読み込みを許可しているページで開くか、インシデントファイルに変換してください：breachmap convert FILE --to native -o OUT.json',
    briefingReads: 'ブリーフィングファイルで開けるのはインシデントファイルだけです',
    destroyed: 'この要素は破棄されています',
    slow: '経路図のプログラムがまだ届いていません。接続を確認するか、ページを再読み込みしてください。',
    overtaken: '別の読み込みに置き換わりました',
    stoppedReading: 'ファイルの読み取りを中止しました',
    noText: (name, kind) => `${name} に渡せるのは文字列です（${kind} は渡せません）`,
    noObject: (name, kind) => `${name} に渡せるのはオブジェクトです（${kind} は渡せません）`,
    tooLarge: 'ファイルにすると 16 MB を超えるオブジェクトです',
    tooDeep: 'オブジェクトの階層が深すぎるか、循環しています',
    noJson: (kind) => `${kind} は JSON にできません`,
    mapOfABreach: '侵害の経路図',
    otherVersion: (version) => `このフレームのプロトコルは版 ${version} です`,
    unknownType: (type) => `メッセージ「${type}」はありません`,
    noFile: (status) => `サーバーにそのファイルがありません（${status}）`,
    noneRead: (n, first) => `${n}個のファイルのうち読み取れるものがありません。最初のファイル：${first}`,
    noneReadHint: 'インシデントを記したファイルを選んでください。',
    readerStopped: (why) => `読み取り処理が停止しました：${why}`,
    readerStoppedHint: 'ブラウザーのメモリーが足りない可能性があります。ファイルを分割するか、インシデントファイルに変換してください：breachmap convert FILE --to native -o OUT.json',
  },
};

// The tags by themselves, so that a script that asks for no words need not carry them.
const TAGS = ['en', 'ja'];

// The first of these languages that is spoken here; else English. Tags are those of BCP 47, such as ja-JP.
export const languageOf = (...tags) => tags.filter(Boolean).map((it) => it.split('-')[0].toLowerCase()).find((it) => TAGS.includes(it)) ?? 'en';

// The words for an element: in its own language if it says one, else in the reader's.
export const wordsFor = (element) => WORDS[languageOf(element?.getAttribute?.('lang'), ...(self.navigator?.languages ?? []))];

// Words in every language, by its tag: for what goes to the program, which knows in which language it is read.
export const inAll = (say) => Object.fromEntries(Object.entries(WORDS).map(([tag, words]) => [tag, say(words, tag)]));
