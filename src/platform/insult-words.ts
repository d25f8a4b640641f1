/**
 * Words that insult, for the warning before filing: a short list of our own, to be lengthened by a list that is given.
 * Plain data.
 */

export interface InsultWord {
  /** In lower case, at least two characters. */
  readonly word: string
  /** Harmless texts that contain the word: what stands inside one of them is no insult. */
  readonly unless?: readonly string[]
  /**
   * Its characters also meet in harmless text where one clause ends and the next begins, as in 作废，物流: only what no
   * such punctuation divides counts.
   */
  readonly inOneClause?: boolean
}

export const insultWords: readonly InsultWord[] = [
  { word: '傻逼' },
  { word: '傻比' },
  { word: '傻b' },
  { word: '煞笔' },
  { word: '沙雕客服' },
  { word: 'sb' },
  { word: 'nmsl' },
  { word: 'wcnm' },
  { word: 'cnm' },
  { word: '草泥马' },
  { word: '操你', unless: [...'体做早间节曹'].map((before) => `${before}操你`), inOneClause: true },
  {
    word: '他妈的',
    unless: [...'手账帐号卡身会名钱微电信银支订'].map((next) => `他妈的${next}`),
    inOneClause: true,
  },
  {
    word: '你妈的',
    unless: [...'手账帐号卡身会名钱微电信银支订'].map((next) => `你妈的${next}`),
    inOneClause: true,
  },
  { word: '去死', unless: ['去死机', '去死循环', '去死锁', '失去死', '过去死', '去死角'], inOneClause: true },
  { word: '死全家' },
  { word: '断子绝孙' },
  { word: '王八蛋' },
  { word: '混蛋', unless: ['混蛋白', '混蛋糕', '混蛋液'], inOneClause: true },
  { word: '滚蛋', unless: ['滚蛋糕'], inOneClause: true },
  { word: '滚犊子' },
  { word: '畜生', unless: ['畜生产', '畜生长', '畜生病', '牲畜生', '家畜生'], inOneClause: true },
  { word: '狗东西', unless: ['热狗东西', '遛狗东西'], inOneClause: true },
  { word: '狗日的' },
  { word: '狗屁' },
  { word: '放屁' },
  { word: '吃屎' },
  { word: '白痴' },
  { word: '脑残', unless: ['电脑残', '脑残疾', '脑残留', '脑残余'], inOneClause: true },
  { word: '弱智', unless: ['薄弱智', '弱智能'], inOneClause: true },
  { word: '智障', unless: ['心智障碍', '智障碍', '智障人士', '智障儿童'], inOneClause: true },
  {
    word: '废物',
    unless: [
      ...['利用', '处理', '处置', '回收', '分类', '管理', '清运', '排放', '流', '业', '品', '料'].map(
        (next) => `废物${next}`,
      ),
      ...['危险', '固体', '医疗', '工业', '建筑', '生活'].map((kind) => `${kind}废物`),
    ],
    inOneClause: true,
  },
  { word: '人渣' },
  { word: '败类', unless: ['失败类', '成败类', '败类型'], inOneClause: true },
  { word: '贱人' },
  { word: '贱货' },
  { word: '婊子' },
  { word: '杂种', unless: ['杂种优势', '杂种水稻', '杂种猪', '混杂种', '复杂种'], inOneClause: true },
  { word: '蠢货' },
  { word: '蠢猪' },
  { word: '猪脑子', unless: ['猪脑子菜'] },
  { word: '不要脸', unless: ['不要脸部', '不要脸谱', '不要脸书'], inOneClause: true },
  { word: '臭不要脸' },
  { word: '无耻' },
  { word: '流氓公司' },
  { word: '垃圾公司', unless: ['运垃圾公司', '收垃圾公司', '处理垃圾公司', '生活垃圾公司'] },
  { word: '垃圾平台', unless: ['生活垃圾平台', '分类垃圾平台'] },
  { word: '垃圾客服' },
]
