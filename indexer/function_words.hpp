// SPDX-License-Identifier: GPL-2.0-or-later
// Small words that a language uses all the time, and others little.
#pragma once

#include <array>
#include <string_view>

namespace newsgrep {

struct FunctionWords {
  std::string_view language;  ///< BCP 47; empty where the words fit several that they cannot tell apart
  std::string_view words;     ///< lower case, a space between them; at most 16 bytes each
};

/// Neighbours are there to be told from each other: of two that share most words the others decide.
inline constexpr std::array<FunctionWords, 38> function_words{{
    {"en", "the of and to a in is that for it was on with as his he be at by have are from this had not but they which or an were "
           "we their has been would will its said who more about when there if out up than after through because into could over "
           "other some them can"},
    {"de", "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie "
           "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein "
           "wurde sei können kann unter gegen wenn also diese dieser beim seine sowie vom habe"},
    {"fr", "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son d l qu n aux ont "
           "mais comme ou si leur cette été fait être ses elle nous vous ces tout sans même après entre deux aussi lui on où "
           "très encore depuis avant peut contre dont"},
    {"es", "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya "
           "entre cuando todo esta ser son dos también fue había era muy años hasta desde está porque han hay donde según uno ese "
           "sino así tras contra durante tiene ante cada parte"},
    {"pt", "de a o que e do da em um para é não uma os no se na por mais as dos como mas foi ao ele das à seu sua ou ser quando "
           "muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse são "
           "foram tem num numa deste desta disse onde sobre contra vai isto pode ainda esta este porque após estão"},
    {"it", "di e il la che in a per un è del non i con una le da si dei nel al della sono gli ha come più alla su ma lo anche o se "
           "dal delle ed stato nella anni l suo ai essere questo ho hanno tra degli era dell sua prima due fra già così fatto poi "
           "cui tutti ancora quando dopo sul sulla perché nei dai stata"},
    {"nl", "de van een het en in is dat op te zijn met voor niet die aan er om ook als dan maar bij nog uit door over wordt hij "
           "naar heeft ze was of hebben tot meer al wel deze je ik werd we kan zich worden na moet geen zo dit had wat veel onder "
           "zal hun tegen omdat onze tussen andere toch daar waar zou moeten"},
    {"af", "die van en in is het nie te om vir dat met wat op hy aan sy as by ook word deur sal hulle was haar uit kan nog maar ons "
           "oor ek na so een jy wees moet daar toe gaan hom"},
    {"sv", "och att det i en som på är av för med den till inte har de ett om var men sig från så vi man jag när kan han nu där vid "
           "under eller efter också hon ut skulle mot upp finns ska hade blir över sin säger vara bara än detta mer då mellan "
           "mycket genom alla någon sedan enligt vad"},
    {"da", "og i at det er en til af på som med den for de der ikke har et var han om fra men sig kan vi skal jeg så blev havde ved "
           "også efter eller ud nu hvor mod over være blevet siger hun nok når mange været op meget bliver vil end mellem kun hvad "
           "deres noget selv uden hvis flere kunne skulle ville gør lige mere dette denne hvordan siden sagde ifølge alle nogle "
           "disse både derfor imod"},
    {"no", "og i det er på til som en å av for at med har de ikke den et var han om fra men seg vil jeg så ble kan ved også etter "
           "eller ut nå hvor mot over være blitt sier hun når skal mange vært opp mye blir enn mellom hadde ha hva noe bare må "
           "deres selv uten hvis flere kunne skulle ville gjør fått mer dette denne hvordan mener siden sa ifølge alle noen disse "
           "både derfor"},
    {"is", "og að í á er sem til um við það en var með ekki hann af fyrir hefur frá eru þess ég hún þar eftir hafa því verið þá upp "
           "þetta eða sér hans nú svo vera kom"},
    {"fi", "ja on ei se että hän oli mutta ovat kun joka myös niin kuin mukaan jo vain tai sen ole ollut hänen sitä mitä vielä nyt "
           "jos olla sekä siitä tämä kanssa voi olisi ne mikä joita jotka tämän yli ennen kaikki sanoo vuonna noin koko jälkeen "
           "jonka kuitenkin hyvin koska"},
    {"et", "ja on ei et oli see kui ta ka aga ning mis oma või kes seda veel siis nii üks selle tema ole pole välja pärast kuid "
           "mida eesti sest ainult juba olid rohkem need mitte saab"},
    {"ru", "и в не на что с по как это он из а к но за его у от был для так о же все они мы она было при до или бы еще если уже их "
           "этом под ее чем есть без быть во тем со году ли только после который которые также может когда более того этот были "
           "года время чтобы была между ещё тоже себя через перед против которая нет где"},
    {"uk", "і в не на що з у та до за як це по від для про але він його а є так був або їх вона вже які який при під все ми то ще "
           "було яка має буде щоб із йому чи також після тільки може коли більше цього були року між через проти їм навіть перед "
           "якщо немає"},
    {"bg", "на и в да за се от с е не са че по като но до си ще това той бе му има при или след най една още тя би те може във със "
           "към само без ги къде които както който която когато повече този тази беше бяха година между също защото през според "
           "трябва няма ѝ"},
    {"ro", "de în a și la cu nu pe o un să care din este mai că pentru al fi au ce sunt lui fost ale prin sau după dar între cel îl "
           "le am se această acest cea fără lor despre până doar când aceste foarte unei unui ei şi fiind avea către numai însă"},
    {"hu", "a az és hogy nem is egy ez volt de meg már csak mint ki azt el még kell ha vagy be sem van fel le ezt amely nagy majd "
           "lesz után szerint lehet ami több minden ezek akik én két ennek annak aki így azonban mert közben között illetve pedig "
           "során arra"},
    {"tr", "ve bir bu da de için ile olarak daha çok en olan gibi ne sonra kadar var o ki mi her ise göre ya ancak diye değil iki "
           "son yeni oldu etti dedi olduğu şu ama hem bile biz ilgili karşı yer önce zaman üzere yapılan bulunan eden edildi ettiği "
           "ifade saat kişi yüzde tarafından nedeniyle olduğunu böyle bazı bunun birlikte kendi"},
    {"pl", "w i na z się do nie że to jest o jak po od za co ale dla przez są oraz jego tym tak czy już może jej być tylko ich jako "
           "był przy też pod ze która który było także roku jednak bardzo przed sobie które tego więc między podczas niż jeszcze "
           "aby można"},
    {"cs", "a v se na je že to s z do o i k ve pro za by ale po jako od jak si jsou který tak podle však nebo už jeho která při jen "
           "bude byl ze co až jsem než aby být své před roku které bylo má mezi také protože může ještě když tedy pouze proto kde "
           "tento toho více byla byly"},
    {"sk", "a v sa na je že to s z do o i k vo pre za by ale po ako od si sú ktorý tak podľa však alebo už jeho ktorá pri len bude "
           "bol zo čo až som než aby byť svoje pred roku ktoré bolo má medzi aj protože môže ešte keď tiež preto kde tento toho "
           "viac bola boli nie"},
    {"", "i u je da se na su za od s koji a o kao iz do sa će što to ne bi te ali ili biti bilo jer samo još nije koja koje ako "
           "kako bio nakon smo sve prema zbog više bila prije"},  // Croatian, Bosnian, Serbian
    {"sl", "in je v na za se da so z ki pa s po ne tudi bi od pri kot ter še kar bo iz ni do bil o lahko ali kako tem ob med ga le "
           "pred če ko tega zaradi jih več že bilo smo"},
    {"ca", "de la i el que a en els les un per amb del una al no és es va més o dels seu són ha seva aquest també però sobre ser on "
           "si fins pel hi han entre perquè quan ja anys aquesta molt ens tot"},
    {"gl", "de a o que e do da en un é con non unha os no na máis dos como pero foi ao á súa seu nos pola polo das tamén ou ser "
           "cando moi sobre entre ata onde xa está desde son ten"},
    {"id", "yang dan di dengan untuk dari dalam ini itu pada tidak akan ke adalah juga oleh telah mereka sebagai bisa tersebut ada "
           "karena atau lebih saat kata para bahwa sudah dia kami saya tahun menjadi seperti hanya"},
    {"vi", "và của là có cho không được với các trong một những này đã người khi từ đến về ra để ở như tại cũng sẽ vào năm nhiều "
           "lại trên sau theo phải đó còn việc tôi bị thể làm hai nhất qua sự đang hơn nên mà thì nếu nhưng rất ông bà anh gì bằng "
           "giữa cùng nước"},
    {"lt", "ir kad yra į iš su bet tai už jo ne kaip ar dėl apie buvo po nuo jie prie tik jis dar būti gali taip šis iki metų pat "
           "savo jau kuris o bus kai kurie metais prieš"},
    {"lv", "un ir no ka ar par to uz kas bet tas arī nav kā vai tā pēc līdz viņš gada pie jau būs bija tika ja lai savu gan vēl šo "
           "tikai tiek pret kuri kurā pirms tiks teica gadā"},
    {"sq", "të e në për me dhe një që i nga se është ka më do nuk si ai janë tek kjo ky po ishte por kanë ata edhe pas këtë duke "
           "deri"},
    {"eu", "eta da ez du bat dira ere izan zuen hau dute baina hori beste egin bere dela zen baino den ditu"},
    {"ga", "an na a i ar agus go le is bhí do sé ag sin leis mar faoi ach chun siad nach níl tá seo ó ní"},
    {"ar", "من في على إلى أن ما لا عن مع هذا هذه كان بعد قال أو التي كما بين قد لم كل أي منذ ذلك هو هي ثم الذي الذين حيث خلال حول "
           "إن كانت يوم عند قبل وقال عليه فيه منها فقد وفي وهو إنه بأن"},
    {"fa", "و در به از که این را با است آن برای یک خود تا بر هم نیز شد شده بود کرد وی ها می ما اما یا باید های کند کرده باشد دارد "
           "نیست همچنین بین بوده اگر"},
    {"ur", "کے میں کی ہے اور سے کا کو نے پر کہ ہیں یہ تھا بھی اس جو گیا وہ ایک لیے ان کر نہیں انہوں گئی رہے ہوئے"},
    {"hi", "के है की से को का और कि पर ने भी यह तो ही हो जो वह एक था में हैं लिए गया किया कहा बाद नहीं रहा इस उन साथ होने करने थे "
           "तक अपने"},
}};

}  // namespace newsgrep
