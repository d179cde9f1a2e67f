"""Honest translations, in many languages and scripts: not one check may find anything in them."""

from __future__ import annotations

import pytest

from handbill.checks import CHECKS, Surroundings, check_catalog, survey
from handbill.checks.surroundings import ALONE
from handbill.languages import Language, LanguageSettings, language
from handbill.model import Catalog, Finding, Message, Unit
from tests.checks.subjects import FACTS

SIGN = "Sign the petition by {deadline}: it takes 2 minutes."
WHO = "Who can sign?"
SAID = "“We are all neighbors,” said Maria."
COUNTED = "In 2010, 1,234 people were arrested, and 35% of them were never charged with a crime."
LETTER = "[Read the letter](https://example.org/letter) and **call** {hotline}."
WRITE = "Write to hello@example.org or visit https://example.org/help."
NEED = "What you need:"
MEET = "Meet us on August 31, 2011, at 5:30 p.m.!"
CALL = "Call (215) 555-0142"
ASK = "Do you have questions?[^1]"
SLOWLY = "Step by step, every voice counts."

HONEST: dict[str, dict[str, str]] = {
    "ar": {
        SIGN: "وقّعوا العريضة قبل {deadline}: لن يستغرق ذلك سوى دقيقتين (٢).",
        WHO: "من يمكنه التوقيع؟",
        SAID: "قالت ماريا: «نحن جميعًا جيران».",
        COUNTED: "في عام ٢٠١٠، أُوقف ١٬٢٣٤ شخصًا، ولم تُوجَّه إلى ٣٥٪ منهم أي تهمة جنائية قط.",
        LETTER: "[اقرؤوا الرسالة](https://example.org/letter) **واتصلوا** بالرقم \u2066{hotline}\u2069.",
        WRITE: "اكتبوا إلى hello@example.org أو زوروا https://example.org/help.",
        NEED: "ما الذي تحتاجون إليه:",
        MEET: "قابلونا في ٣١ آب/أغسطس ٢٠١١، الساعة ٥:٣٠ مساءً!",
        CALL: "اتصلوا بالرقم \u2066(٢١٥) ٥٥٥-٠١٤٢\u2069",
        ASK: "هل لديكم أسئلة؟[^1]",
    },
    "ur": {
        SIGN: "{deadline} تک درخواست پر دستخط کریں: اس میں صرف ۲ منٹ لگتے ہیں۔",
        WHO: "کون دستخط کر سکتا ہے؟",
        SAID: "ماریہ نے کہا، “ہم سب پڑوسی ہیں۔”",
        COUNTED: "۲۰۱۰ میں ۱٬۲۳۴ لوگ گرفتار ہوئے، اور ان میں سے ۳۵٪ پر کبھی کسی جرم کا الزام نہیں لگا۔",
        LETTER: "[خط پڑھیں](https://example.org/letter) اور {hotline} پر **فون** کریں۔",
        WRITE: "hello@example.org پر لکھیں یا https://example.org/help، دیکھیں۔",
        MEET: "۳۱ اگست ۲۰۱۱ کو شام ۵:۳۰ بجے ہم سے ملیں!",
        SLOWLY: "آہستہ آہستہ، ہر آواز اہم ہے۔",
    },
    "fa": {
        SIGN: "تا {deadline} دادخواست را امضا کنید: فقط ۲ دقیقه طول می\u200cکشد.",
        WHO: "چه کسی می\u200cتواند امضا کند؟",
        SAID: "ماریا گفت: «ما همه همسایه\u200cایم.»",
        COUNTED: "در سال ۱۳۸۹، ۱٬۲۳۴ نفر بازداشت شدند و ۳۵٪ از آنان هرگز به جرمی متهم نشدند.",
        LETTER: "[نامه را بخوانید](https://example.org/letter) و با {hotline} **تماس بگیرید**.",
        MEET: "روز ۹ شهریور ۱۳۹۰ ساعت ۱۷:۳۰ به ما بپیوندید!",
        SLOWLY: "کم کم و قدم به قدم، هر صدایی مهم است.",
    },
    "he": {
        SIGN: "חִתמו על העצומה עד {deadline}: זה לוקח 2 דקות.",
        WHO: "מי יכול לחתום?",
        SAID: "„כולנו שכנים”, אמרה מריה.",
        COUNTED: 'בשנת 2010 נעצרו בארה"ב 1,234 אנשים, ו-35% מהם מעולם לא הואשמו בפשע.',
        LETTER: "[קראו את המכתב](https://example.org/letter) **והתקשרו** אל {hotline}.",
        WRITE: "כתבו אל hello@example.org או בקרו באתר https://example.org/help.",
        MEET: "פגשו אותנו ב־31 באוגוסט 2011, בשעה 17:30!",
        CALL: "התקשרו: ‎(215) 555-0142",
        SLOWLY: "לאט לאט, כל קול בארה״ב נחשב.",
    },
    "zh-Hans": {
        SIGN: "请在{deadline}之前签署请愿书：只需要两分钟。",
        WHO: "谁可以签名？",
        SAID: "玛丽亚说：“我们都是邻居。”",
        COUNTED: "二〇一〇年有1234人被捕，其中35%的人从来没有被控犯罪。",
        LETTER: "[阅读这封信](https://example.org/letter)并**致电**{hotline}。",
        WRITE: "写信给hello@example.org或访问https://example.org/help。",
        NEED: "您需要：",
        MEET: "2011年8月31日下午5:30，与我们见面！",
        CALL: "请拨打 (215) 555-0142",
        ASK: "您有问题吗？[^1]",
    },
    "zh-Hant": {
        SIGN: "請在{deadline}之前簽署請願書：只需要2分鐘。",
        WHO: "誰可以簽名？",
        SAID: "瑪麗亞說：「我們都是鄰居。」",
        COUNTED: "民國99年有1,234人被捕，其中35%的人從來沒有被控犯罪。",
        LETTER: "[閱讀這封信](https://example.org/letter)並**致電**{hotline}。",
        MEET: "歡迎於2011年8月31日下午五點半與我們見面！",
    },
    "ja": {
        SIGN: "{deadline}までに請願書に署名してください。所要時間は2分です。",
        WHO: "誰が署名できますか。",
        SAID: "「私たちはみな隣人です」とマリアさんは言いました。",
        COUNTED: "2010年には1,234人が逮捕され、そのうち35％は一度も起訴されませんでした。",
        LETTER: "[手紙を読み](https://example.org/letter)、{hotline}に**お電話ください**。",
        WRITE: "hello@example.orgにメールを送るか、https://example.org/helpをご覧ください",
        MEET: "2011年8月31日17時30分にお会いしましょう！",
        SLOWLY: "一歩一歩、すべての声が大切です。",
    },
    "ko": {
        SIGN: "{deadline}까지 청원서에 서명해 주세요. 2분이면 됩니다.",
        WHO: "누가 서명할 수 있나요?",
        SAID: "“우리는 모두 이웃입니다.” 마리아가 말했습니다.",
        COUNTED: "2010년에 1,234명이 체포되었고, 그중 35%는 범죄 혐의로 기소된 적이 없습니다.",
        LETTER: "[편지를 읽고](https://example.org/letter) {hotline}번으로 **전화하세요**.",
        MEET: "2011년 8월 31일 오후 5시 30분에 만나요!",
        CALL: "전화: (215) 555-0142",
    },
    "km": {
        SIGN: "សូម\u200bចុះ\u200bហត្ថលេខា\u200bលើ\u200bញត្តិ\u200bមុន {deadline}៖ ចំណាយ\u200bពេល\u200bតែ ២ នាទី\u200bប៉ុណ្ណោះ។",
        WHO: "តើនរណាអាចចុះហត្ថលេខាបាន?",
        SAID: "ម៉ារីយ៉ាបាននិយាយថា «យើងទាំងអស់គ្នាជាអ្នកជិតខាង»។",
        COUNTED: "នៅឆ្នាំ២០១០ មនុស្ស១.២៣៤នាក់ត្រូវបានចាប់ខ្លួន ហើយ៣៥%ក្នុងចំណោមនោះមិនដែលត្រូវបានចោទប្រកាន់ទេ។",
        LETTER: "[សូមអានសំបុត្រ](https://example.org/letter) ហើយ**ទូរស័ព្ទ**ទៅ {hotline}។",
        NEED: "អ្វីដែលអ្នកត្រូវការ៖",
        MEET: "ជួបយើងនៅថ្ងៃទី៣១ ខែសីហា ឆ្នាំ២០១១ ម៉ោង ៥:៣០ ល្ងាច!",
        SLOWLY: "បន្តិចម្ដងៗ  សំឡេងទាំងអស់មានតម្លៃ។",
    },
    "my": {
        SIGN: "{deadline} မတိုင်မီ အသနားခံစာကို လက်မှတ်ထိုးပါ။ ၂ မိနစ်သာ ကြာပါသည်။",
        WHO: "ဘယ်သူတွေ လက်မှတ်ထိုးနိုင်သလဲ။",
        SAID: "“ကျွန်ုပ်တို့အားလုံးသည် အိမ်နီးချင်းများ ဖြစ်ကြသည်” ဟု မာရီယာက ပြောသည်။",
        COUNTED: "၂၀၁၀ ခုနှစ်တွင် လူ ၁,၂၃၄ ဦး ဖမ်းဆီးခံရပြီး "
        "၎င်းတို့အနက် ၃၅% သည် မည်သည့်ပြစ်မှုဖြင့်မျှ စွဲချက်မတင်ခံရပါ။",
        LETTER: "[စာကိုဖတ်ပြီး](https://example.org/letter) {hotline} သို့ **ဖုန်းဆက်ပါ**။",
        NEED: "သင်လိုအပ်သည်များ -",
        MEET: "၂၀၁၁ ခုနှစ် ဩဂုတ်လ ၃၁ ရက် ညနေ ၅:၃၀ နာရီတွင် တွေ့ကြပါစို့။",
        CALL: "ဖုန်းဆက်ရန် - (၂၁၅) ၅၅၅-၀၁၄၂",
    },
    "ksw": {
        SIGN: "ဆဲးလီၤမံၤတချုး {deadline}: ၂ မံးနံး.",
        WHO: "မတၤဆဲးလီၤမံၤသ့လဲၣ်?",
        LETTER: "[ဖးလံာ်](https://example.org/letter) ဒီး **ကိး** {hotline}.",
        CALL: "ကိး (215) 555-0142",
    },
    "lo": {
        SIGN: "ກະລຸນາລົງນາມໃນຄຳຮ້ອງກ່ອນ {deadline} ໃຊ້ເວລາພຽງ ໒ ນາທີ",
        WHO: "ໃຜສາມາດລົງນາມໄດ້",
        SAID: "ມາເຣຍເວົ້າວ່າ “ພວກເຮົາທຸກຄົນເປັນເພື່ອນບ້ານກັນ”",
        LETTER: "[ອ່ານຈົດໝາຍ](https://example.org/letter) ແລະ **ໂທ** {hotline}",
        MEET: "ພົບກັນວັນທີ 31 ສິງຫາ 2011 ເວລາ 17:30 ໂມງ",
        SLOWLY: "ເທື່ອລະກ້າວ  ທຸກສຽງມີຄວາມໝາຍ",
    },
    "th": {
        SIGN: "ลงชื่อในคำร้องก่อน {deadline} ใช้เวลาเพียง ๒ นาที",
        WHO: "ใครลงชื่อได้บ้าง",
        SAID: "มาเรียกล่าวว่า “เราทุกคนเป็นเพื่อนบ้านกัน”",
        COUNTED: "ในปี ๒๕๕๓ มีผู้ถูกจับกุม ๑,๒๓๔ คน และ ๓๕% ในจำนวนนั้นไม่เคยถูกตั้งข้อหา",
        LETTER: "[อ่านจดหมาย](https://example.org/letter) แล้ว**โทร** {hotline}",
        MEET: "พบกันวันที่ 31 สิงหาคม 2554 เวลา 17.30 น.",
        SLOWLY: "ทีละก้าว  ทุกเสียงมีความหมาย",
    },
    "am": {
        SIGN: "እስከ {deadline} ድረስ አቤቱታውን ይፈርሙ፦ 2 ደቂቃ ብቻ ይወስዳል።",
        WHO: "ማን መፈረም ይችላል?",
        SAID: "ማሪያ «ሁላችንም ጎረቤቶች ነን» አለች።",
        COUNTED: "በ2003 ዓ.ም. 1,234 ሰዎች ታስረዋል፤ ከእነዚህ ውስጥ 35% የሚሆኑት በወንጀል ተከሰው አያውቁም።",
        LETTER: "[ደብዳቤውን ያንብቡ](https://example.org/letter) እና ወደ {hotline} **ይደውሉ**።",
        NEED: "የሚያስፈልግዎ፦",
        MEET: "ነሐሴ 25 ቀን 2003 ዓ.ም. ከምሽቱ 11:30 ላይ ያግኙን!",
        SLOWLY: "ቀስ ቀስ እያለ የእያንዳንዱ ሰው ድምፅ ልዩ ልዩ ዋጋ አለው።",
    },
    "ne": {
        SIGN: "{deadline} सम्ममा निवेदनमा हस्ताक्षर गर्नुहोस्: यसमा २ मिनेट मात्र लाग्छ।",
        WHO: "कसले हस्ताक्षर गर्न सक्छ?",
        SAID: "“हामी सबै छिमेकी हौँ,” मारियाले भनिन्।",
        COUNTED: "सन् २०१० मा १,२३४ जना पक्राउ परे, र तीमध्ये ३५% लाई कहिल्यै कुनै अपराधको आरोप लगाइएन।",
        LETTER: "[चिठी पढ्नुहोस्](https://example.org/letter) र {hotline} मा **फोन गर्नुहोस्**।",
        MEET: "२०६८ भदौ १४ गते साँझ ५:३० बजे हामीलाई भेट्नुहोस्!",
        CALL: "फोन गर्नुहोस् (२१५) ५५५-०१४२",
        SLOWLY: "बिस्तारै बिस्तारै, हरेक आवाजको महत्त्व छ।",
    },
    "hi": {
        SIGN: "{deadline} तक याचिका पर हस्ताक्षर करें: इसमें केवल दो मिनट लगते हैं।",
        WHO: "कौन हस्ताक्षर कर सकता है?",
        SAID: "मारिया ने कहा, “हम सब पड़ोसी हैं।”",
        COUNTED: "2010 में 1,234 लोग गिरफ़्तार हुए, और उनमें से 35% पर कभी किसी अपराध का आरोप नहीं लगा।",
        WRITE: "hello@example.org पर लिखें या https://example.org/help पर जाएँ।",
        MEET: "31 अगस्त 2011 को शाम 5:30 बजे हमसे मिलें!",
        SLOWLY: "धीरे धीरे, हर आवाज़ मायने रखती है।",
    },
    "ru": {
        SIGN: "Подпишите петицию до {deadline}: это займёт 2 минуты.",
        WHO: "Кто может подписать?",
        SAID: "«Мы все — соседи», — сказала Мария.",
        COUNTED: "В 2010 г. было арестовано 1 234 человека, и 35 % из них так и не предъявили обвинения.",
        LETTER: "[Прочитайте письмо](https://example.org/letter) и **позвоните** по номеру {hotline}.",
        WRITE: "Пишите на hello@example.org или заходите на https://example.org/help.",
        NEED: "Что вам понадобится:",
        MEET: "Встречаемся 31 августа 2011 года в 17:30!",
        CALL: "Звоните: +1 215 555-01-42",
        ASK: "Есть вопросы?[^1]",
        SLOWLY: "Чуть-чуть, шаг за шагом: важен каждый голос ICE-активиста.",
    },
    "pl": {
        SIGN: "Podpisz petycję do {deadline}: zajmie to 2 minuty.",
        WHO: "Kto może podpisać?",
        SAID: "„Wszyscy jesteśmy sąsiadami” – powiedziała Maria.",
        COUNTED: "W 2010 r. aresztowano 1234 osoby, a 35% z nich nigdy nie postawiono zarzutów.",
        MEET: "Spotkajmy się 31.08.2011 o godz. 17.30!",
        CALL: "Tel. (215) 555 01 42",
    },
    "fr": {
        SIGN: "Signez la pétition avant le {deadline} : cela prend deux minutes.",
        WHO: "Qui peut signer\u202f?",
        SAID: "«\u00a0Nous sommes tous voisins\u00a0», dit Maria.",
        COUNTED: "En 2010, 1\u202f234 personnes ont été arrêtées, et 35\u00a0% d’entre elles jamais inculpées.",
        LETTER: "[Lisez la lettre](https://example.org/letter) et **appelez** le {hotline}.",
        NEED: "Ce qu’il vous faut :",
        MEET: "Rejoignez-nous le 31 août 2011 à 17 h 30 !",
        ASK: "Avez-vous des questions ?[^1]",
        SLOWLY: "Pas à pas, nous nous faisons entendre ; chaque voix compte.",
    },
    "es": {
        SIGN: "Firme la petición antes del {deadline}: solo toma 2 minutos.",
        WHO: "¿Quién puede firmar?",
        SAID: "«Todos somos vecinos», dijo María.",
        COUNTED: "En 2010 se detuvo en EE. UU. a 1.234 personas, y al 35 % de ellas nunca se las acusó de un delito.",
        LETTER: "[Lea la carta](https://example.org/letter) y **llame** al {hotline}.",
        MEET: "¡Nos vemos el 31 de agosto de 2011 a las 17:30!",
        CALL: "Llame al 215-555-0142",
        SLOWLY: "Poco a poco, todas las voces cuentan.",
    },
    "ht": {
        SIGN: "Siyen petisyon an anvan {deadline}: sa pran 2 minit.",
        WHO: "Kiyès ki ka siyen?",
        SAID: "« Nou tout se vwazen », se sa Maria di.",
        COUNTED: "Nan ane 2010, yo te arete 1.234 moun, epi yo pa t janm akize 35% ladan yo pou okenn krim.",
        LETTER: "[Li lèt la](https://example.org/letter) epi **rele** {hotline}.",
        MEET: "Vin jwenn nou 31 out 2011, a 5:30 nan aswè!",
        SLOWLY: "Piti piti, vwa tout moun konte.",
    },
    "vi": {
        SIGN: "Hãy ký đơn thỉnh nguyện trước {deadline}: chỉ mất hai phút.",
        WHO: "Ai có thể ký tên?",
        SAID: "“Tất cả chúng ta đều là hàng xóm,” cô Maria nói.",
        COUNTED: "Năm 2010 có 1.234 người bị bắt, và 35% trong số họ chưa bao giờ bị buộc tội.",
        LETTER: "[Đọc lá thư](https://example.org/letter) và **gọi** {hotline}.",
        MEET: "Hãy gặp chúng tôi lúc 5 giờ 30 chiều ngày 31 tháng 8 năm 2011!",
        SLOWLY: "Từ từ, luôn luôn, tiếng nói nào cũng quan trọng.",
    },
    "quc": {
        SIGN: "Chatz'ib'aj ab'i' chwach ri wuj, are maja' kopan ri {deadline}: keb' uch'uti'n q'ij (2) kab'ano.",
        WHO: "¿Jachin kuya' kutz'ib'aj ub'i'?",
        SAID: "«Qonojel oj k'ulja», xcha ri al Mari'y.",
        LETTER: "[Chasik'ij ri wuj](https://example.org/letter) xuquje' **chach'ab'ej** ri {hotline}.",
        MEET: "¡Chojariqa' pa 31 agosto 2011, pa ri 5:30 b'enaq q'ij!",
        SLOWLY: "Nojim nojim, ronojel ch'ab'al k'o upatan.",
    },
    "mam": {
        SIGN: "Qʼoj tbʼiya tuj uʼj naʼmxtoq tpon {deadline}: 2 chʼin qʼij.",
        WHO: "¿Alkye jaku tqʼon tbʼi?",
        SAID: "«Qkyaqil qvesin qibʼ», chi Mariʼy.",
        LETTER: "[Uʼjim uʼj](https://example.org/letter) ex **txkoj** {hotline}.",
        SLOWLY: "Ttzʼajtzʼajxix, tkyaqil q'ajb'il at toklen.",
    },
    "de": {
        SIGN: "Unterschreiben Sie die Petition bis zum {deadline}: Es dauert 2 Minuten.",
        SAID: "„Wir sind alle Nachbarn“, sagte Maria.",
        COUNTED: "2010 wurden 1.234 Menschen festgenommen, und 35 % von ihnen wurden nie einer Straftat beschuldigt.",
        MEET: "Treffen Sie uns am 31.8.2011 um 17.30 Uhr!",
    },
    "el": {
        WHO: "Ποιος μπορεί να υπογράψει;",
        SAID: "«Είμαστε όλοι γείτονες», είπε η Μαρία.",
        MEET: "Ελάτε στις 31 Αυγούστου 2011, στις 5:30 μ.μ.!",
    },
    "hy": {WHO: "Ո՞վ կարող է ստորագրել։", SAID: "«Մենք բոլորս հարևաններ ենք»,- ասաց Մարիան։"},
    "sw": {
        MEET: "Tukutane tarehe 31 Agosti 2011, saa 11:30 jioni!",
        SLOWLY: "Pole pole, kila sauti ina umuhimu wake.",
    },
}  # fmt: skip

ENGLISH = language("en")
OUTSIDE_CLDR = {"quc": LanguageSettings(endonym="K'iche'", name="K'iche'", script="Latn")}


def spoken(tag: str) -> Language:
    return language(tag, OUTSIDE_CLDR.get(tag))


def found(tag: str, units: list[Unit], surroundings: Surroundings = ALONE) -> list[Finding]:
    told = spoken(tag)
    header = Unit(Message(""), (f"Plural-Forms: {told.plural}\n",))
    catalog = Catalog(header, tuple(units))
    surroundings = surroundings if surroundings is not ALONE else survey([("a.po", catalog)], told, source=ENGLISH)
    return list(
        check_catalog(
            catalog, CHECKS, path="a.po", domain="a", language=told, facts=FACTS, limits={}, surroundings=surroundings
        )
    )


@pytest.mark.parametrize("tag", HONEST)
def test_no_check_finds_anything_in_an_honest_translation(tag: str) -> None:
    units = [Unit(Message(msgid), (msgstr,)) for msgid, msgstr in HONEST[tag].items()]
    assert [(each.check, each.message, each.text) for each in found(tag, units)] == []


@pytest.mark.parametrize("tag", HONEST)
def test_nor_where_nothing_is_known_of_the_campaign(tag: str) -> None:
    units = [Unit(Message(msgid), (msgstr,)) for msgid, msgstr in HONEST[tag].items()]
    assert [(each.check, each.message, each.text) for each in found(tag, units, Surroundings())] == []


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        (
            "ar",
            (
                "لم يوقّع أحد.", "وقّع شخص واحد.", "وقّع شخصان.", "وقّع %(num)s أشخاص.", "وقّع %(num)s شخصًا.",
                "وقّع %(num)s شخص.",
            ),
        ),
        ("ru", ("Подписал %(num)s человек.", "Подписали %(num)s человека.", "Подписали %(num)s человек.")),
        ("pl", ("Podpisała 1 osoba.", "Podpisały %(num)s osoby.", "Podpisało %(num)s osób.")),
        ("ja", ("%(num)s人が署名しました。",)),
        ("my", ("လူ %(num)s ဦး လက်မှတ်ထိုးခဲ့သည်။",)),
        ("es", ("Firmó una persona.", "Firmaron %(num)s personas.")),
        ("mam", ("Jun xjal xi tqʼon tbʼi.", "%(num)s xjal xi kyqʼon kybʼi.")),
    ],
)  # fmt: skip
def test_nor_in_plural_forms(tag: str, forms: tuple[str, ...]) -> None:
    units = [Unit(Message("%(num)s person has signed.", plural="%(num)s people have signed."), forms)]
    assert [(each.check, each.message) for each in found(tag, units)] == []


DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "၀၁၂၃၄၅၆၇၈၉", "០១២៣៤៥៦៧៨៩", "๐๑๒๓๔๕๖๗๘๙")


def changed(text: str, wrong: str) -> str:
    """The text with 35 changed, in whatever digits it is written."""
    for digits in DIGITS:
        text = text.replace(digits[3] + digits[5], "".join(digits[int(each)] for each in wrong))
    return text


@pytest.mark.parametrize("tag", [tag for tag in HONEST if COUNTED in HONEST[tag]])
@pytest.mark.parametrize("wrong", ["36", "53", "85"])
def test_the_same_sentence_with_a_wrong_number_is_found(tag: str, wrong: str) -> None:
    msgstr = changed(HONEST[tag][COUNTED], wrong)
    assert [each.check for each in found(tag, [Unit(Message(COUNTED), (msgstr,))])] == ["numbers"]


@pytest.mark.parametrize("tag", [tag for tag in HONEST if LETTER in HONEST[tag]])
def test_the_same_sentence_with_its_link_or_phone_lost_is_found(tag: str) -> None:
    for lost in ("https://example.org/letter", "{hotline}"):
        msgstr = HONEST[tag][LETTER].replace(lost, "")
        assert {each.check for each in found(tag, [Unit(Message(LETTER), (msgstr,))])} & {"markup", "placeholders"}


def test_there_are_sentences_in_many_scripts() -> None:
    assert len(HONEST) >= 28
    scripts = {spoken(tag).script for tag in HONEST}
    assert scripts >= {"Arab", "Hebr", "Hans", "Hant", "Jpan", "Kore", "Khmr", "Mymr", "Laoo", "Thai", "Ethi", "Deva"}
