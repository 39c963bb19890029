// SPDX-License-Identifier: GPL-2.0-or-later
// What saved pages print around their articles, in the languages that news is in most. Spelled without capitals and
// accents.
#pragma once

#include <array>
#include <string_view>

namespace newsgrep {

// Lines separated by bars. A text with one of these lines is a saved page.
inline constexpr std::array<std::string_view, 13> sure_lines{
    "skip advertisement|share full article|share|share this|share this article|share this story|share this page|share "
    "this post|share article|share story|"
    "share on social media|share this with|share via|share with friends|email this article|print this article|"
    "print article|copy link|link copied|listen to this article|listen to article|save article|save for later|"
    "bookmark|gift article|gift this article|tweet this|email this",
    "skip to content|skip to main content|skip to navigation|skip to main navigation|jump to content|skip navigation|"
    "back to top|scroll to top|toggle navigation|open menu|close menu|main menu|search for|back to home|menu search",
    "sign in|log in|login|sign up|register|subscribe|subscribe now|subscribe today|create account|my account|sign out|"
    "subscribe to our newsletter|sign up for our newsletter|sign up to our newsletter|join our newsletter|"
    "get our newsletter|sign up for newsletters|newsletter|newsletters|newsletter signup|become a member|support us|"
    "donate|donate now|follow us|follow us on social media|connect with us|download our app|get the app|contact us|"
    "about us|advertise with us|privacy policy|cookie policy|terms of use|terms of service|terms and conditions|"
    "terms & conditions|privacy & cookies|do not sell my personal information|accessibility statement|sitemap|"
    "site map|privacy notice|cookie settings|manage cookies|cookie preferences|accept all|accept all cookies|"
    "reject all|accept cookies|manage preferences|help centre|help center",
    "was this article helpful|was this article useful|was this helpful|was this page helpful|did you find this "
    "article helpful|let us know what you think|let us know to improve our ai generation|rate this article|"
    "advertisement|advertisements|sponsored|sponsored content|promoted content|paid content|story continues below "
    "advertisement|article continues below|continue reading below|continue reading|read full article|read the full "
    "story|view comments|show comments|load more|load more comments|show more|see all|view all|view gallery|"
    "read more|read next|learn more|loading",
    "teilen|artikel teilen|diesen artikel teilen|beitrag teilen|auf facebook teilen|per e-mail teilen|drucken|"
    "artikel drucken|artikel merken|merken|vorlesen|artikel anhoren|link kopieren|zum inhalt springen|zum "
    "hauptinhalt springen|zur navigation springen|nach oben|zuruck zur startseite|anmelden|einloggen|registrieren|"
    "abonnieren|jetzt abonnieren|newsletter abonnieren|folgen sie uns|impressum|datenschutz|datenschutzerklarung|agb|"
    "nutzungsbedingungen|cookie-einstellungen|alle akzeptieren|alle ablehnen|anzeige|werbung|mehr anzeigen|mehr laden|"
    "weiterlesen|kontakt|mediadaten|zur startseite|feedback",
    "partager|partager l'article|partager cet article|partager sur facebook|imprimer|copier le lien|ecouter l'article|"
    "aller au contenu|aller au contenu principal|retour en haut|se connecter|connexion|s'inscrire|s'abonner|"
    "abonnez-vous|inscrivez-vous a notre newsletter|suivez-nous|mentions legales|politique de confidentialite|"
    "gestion des cookies|parametrer les cookies|tout accepter|tout refuser|publicite|contenu sponsorise|voir plus|"
    "lire la suite|reagir|reagissez|ajouter a vos favoris|enregistrer|conditions generales d'utilisation|cgu",
    "compartir|compartir en facebook|comparte esta noticia|compartir noticia|imprimir|copiar enlace|ir al contenido|"
    "saltar al contenido|ir al contenido principal|volver arriba|iniciar sesion|registrarse|suscribete|suscribirse|"
    "suscribete a nuestro boletin|siguenos|aviso legal|politica de privacidad|politica de cookies|aceptar todo|"
    "aceptar|rechazar|publicidad|contenido patrocinado|ver mas|leer mas|seguir leyendo|guardar|escuchar",
    "compartilhar|compartilhe|compartilhe esta noticia|partilhar|partilhe|imprimir|copiar link|ir para o conteudo|"
    "pular para o conteudo|voltar ao topo|entrar|assine|assinar|cadastre-se|siga-nos|politica de privacidade|"
    "termos de uso|aceitar|publicidade|conteudo patrocinado|continua apos a publicidade|ver mais|leia mais|salvar|"
    "ouvir artigo",
    "condividi|condividi l'articolo|condividi questo articolo|stampa|copia link|vai al contenuto|salta al contenuto|"
    "torna su|torna in alto|accedi|registrati|abbonati|iscriviti|iscriviti alla newsletter|seguici|seguici su|"
    "informativa sulla privacy|privacy policy|note legali|accetta tutto|accetta|rifiuta|pubblicita|contenuto "
    "sponsorizzato|mostra altro|leggi tutto|continua a leggere|ascolta l'articolo|salva",
    "delen|deel dit artikel|deel artikel|afdrukken|link kopieren|naar de inhoud|ga naar inhoud|naar boven|inloggen|"
    "aanmelden|abonneren|volg ons|privacybeleid|cookiebeleid|alles accepteren|advertentie|lees verder|toon meer|"
    "dela|dela artikeln|skriv ut|kopiera lank|hoppa till innehall|logga in|prenumerera|folj oss|annons|las mer|"
    "del|del artikkelen|del artiklen|skriv ut|hopp til innhold|logg inn|log ind|abonner|folg oss|folg os|annonse|"
    "annonce|les mer|laes mere|jaa|jaa artikkeli|kirjaudu|tilaa|mainos",
    "udostepnij|udostepnij artykul|drukuj|kopiuj link|przejdz do tresci|zaloguj sie|zaloguj|zarejestruj sie|"
    "subskrybuj|obserwuj nas|polityka prywatnosci|regulamin|akceptuje|reklama|czytaj dalej|pokaz wiecej|sdilet|"
    "tisknout|prihlasit|prihlasit se|predplatit|reklama|megosztas|nyomtatas|bejelentkezes|hirdetes|distribuie|"
    "printeaza|autentificare|publicitate|paylas|yazdir|giris yap|uye ol|abone ol|bizi takip edin|reklam|devamini oku",
    "поделиться|поделиться статьей|поделиться в соцсетях|распечатать|скопировать ссылку|войти|регистрация|"
    "подписаться|подписывайтесь|подпишитесь|реклама|читать далее|показать еще|политика конфиденциальности|"
    "пользовательское соглашение|на главную|наверх|поділитися|увійти|підписатися|читати далі|друк|σχολια|κοινοποιηση",
    "シェア|シェアする|共有|印刷|ログイン|会員登録|広告|続きを読む|もっと見る|保存|ツイート|フォローする|分享|分享到|"
    "打印|登录|注册|"
    "登入|註冊|广告|廣告|收藏|点赞|阅读更多|查看更多|返回顶部|关注我们|공유|공유하기|인쇄|로그인|회원가입|구독|광고|"
    "더보기|مشاركة|شارك|طباعة|"
    "تسجيل الدخول|اشترك|إعلان|اقرأ المزيد|साझा करें|शेयर करें|विज्ञापन|और पढ़ें"};

inline constexpr std::array<std::string_view, 9> tail_headings{
    "related articles|related article|related stories|related story|related topics|related coverage|related "
    "content|related news|related posts|related|related links|more from|more on this story|more on this topic|more on "
    "this|more stories|more news|more like this|more to read|more in news|you may also like|you might also like|you "
    "may like|recommended|recommended for you|recommended reading|recommended stories|suggested for you|what to read "
    "next|up next|next article|previous article|next story|most read|most popular|most viewed|most "
    "shared|trending|trending now|trending stories|popular now|popular stories|top stories|latest news|latest "
    "stories|latest articles|editors' picks|editor's picks|don't miss|from our network|around the web|from the web|in "
    "other news|further reading|stay informed|explore more",
    "comments|leave a comment|leave a reply|post a comment|add a comment|join the conversation|join the "
    "discussion|reader comments|write a comment|what do you think|discussion|about the author|about the authors|about "
    "the writer|references|footnotes|tags|topics|filed under|keywords|in this article|@highlight|external links",
    "mehr zum thema|das konnte sie auch interessieren|das konnte sie interessieren|mehr artikel|weitere "
    "artikel|weitere themen|weitere meldungen|mehr aus dem ressort|meistgelesen|meistgelesene artikel|am meisten "
    "gelesen|verwandte artikel|verwandte themen|ahnliche artikel|empfohlen|empfehlungen|kommentare|kommentar "
    "schreiben|diskutieren sie mit|schlagworte|themen|stichworte|uber den autor|zur "
    "person|quellen|einzelnachweise|mehr zu diesem thema",
    "sur le meme sujet|articles lies|articles similaires|articles associes|dans la meme rubrique|les plus lus|les plus "
    "lues|les plus partages|a decouvrir|a ne pas manquer|nos derniers articles|l'actualite en "
    "continu|commentaires|laisser un commentaire|reagir a cet article|mots-cles|references|a propos de l'auteur|pour "
    "aller plus loin",
    "noticias relacionadas|articulos relacionados|te puede interesar|tambien te puede interesar|lo mas leido|lo mas "
    "visto|mas noticias|mas sobre este tema|ultimas noticias|comentarios|deja un comentario|deja una "
    "respuesta|archivado en|etiquetas|temas relacionados|referencias|sobre el autor",
    "noticias relacionadas|mais lidas|as mais lidas|mais noticias|ultimas noticias|comentarios|deixe um "
    "comentario|assuntos|tags|sobre o autor|artigos relacionados|relacionadas|referencias|articoli correlati|potrebbe "
    "interessarti|potrebbe interessarti anche|ti potrebbe interessare|i piu letti|piu letti|ultime "
    "notizie|commenti|lascia un commento|argomenti|riproduzione riservata|notizie correlate",
    "meer over dit onderwerp|gerelateerde artikelen|meest gelezen|meer nieuws|reacties|over de auteur|mer "
    "om|relaterade artiklar|mest last|kommentarer|relaterte artikler|mest lest|mest laeste|relaterede "
    "artikler|luetuimmat|kommentit|polecane|najczesciej czytane|komentarze|tagi|tematy|souvisejici "
    "clanky|nejctenejsi|diskuze|ilgili haberler|bunlar da ilginizi cekebilir|yorumlar|etiketler|cok "
    "okunanlar|kapcsolodo cikkek",
    "по теме|материалы по теме|похожие материалы|самое читаемое|популярное|комментарии|теги|другие новости|новости по "
    "теме|рекомендуем|коментарі|за темою",
    "関連記事|関連ニュース|おすすめ記事|人気記事|アクセスランキング|コメント|相关新闻|相关阅读|相关文章|推荐阅读|"
    "热门新闻|评论|延伸阅读|相關新聞|熱門新聞|관련기사|관련 기사|많이 본 뉴스|댓글|مواضيع ذات صلة|الأكثر "
    "قراءة|التعليقات|संबंधित खबरें|टिप्पणियां"};

// Lines that introduce one or a few links within an article or behind it.
inline constexpr std::array<std::string_view, 4> insets{
    "read also|also read|see also|read more|share this article|share this story|share this|keep reading|recommended|"
    "you may also like|subscribe to our newsletter|sign up for our newsletter|follow us on social media",
    "lesen sie auch|lesen sie mehr|auch interessant|mehr zum thema|artikel teilen|diesen artikel teilen|a lire aussi|"
    "a lire egalement|lire aussi|voir aussi|partager cet article|lee tambien|leer tambien|te puede interesar|mas "
    "informacion|comparte esta noticia|leia tambem|veja tambem|saiba mais",
    "leggi anche|lees ook|las ocksa|les ogsa|laes ogsa|lue myos|czytaj takze|czytaj tez|zobacz takze|zobacz tez|ctete "
    "take|citeste si|ilgili haber",
    "читайте также|смотрите также|читайте також|あわせて読みたい|اقرأ أيضا|यह भी पढ़ें|延伸阅读"};

// Beginnings of short lines behind which no article goes on.
inline constexpr std::array<std::string_view, 1> tail_starts{
    "more from|more in|more by|more on|most watched|most read in|most popular in|"
    "mehr aus|mehr von|mehr zu|plus de|mas de|altro da|meer van|mer fran|ещё по теме"};

// Parts of lines that only machines write.
inline constexpr std::array<std::string_view, 11> likely_parts{"opens new tab",
                                                               "opens in new window",
                                                               "opens in a new tab",
                                                               "acquire licensing rights",
                                                               "will not be published",
                                                               "required fields are marked",
                                                               "scroll to continue",
                                                               "share or comment on this",
                                                               "a version of this article appears in print",
                                                               "order reprints",
                                                               "credit..."};

// Beginnings of lines that are furniture in a saved page.
inline constexpr std::array<std::string_view, 7> likely_starts{
    "share this|share on|tweet|print this|email this|follow us on|follow @|sign up for|sign up to|subscribe to|"
    "subscribe for|read more|read also|also read|read next|related|more from|more on|recommended|see also|watch|"
    "listen to|advertisement|back to|see more on|photo by|photograph by|photo credit|image credit|image caption|image "
    "source|image|photo|picture|"
    "getty images|tags|topics|filed under|posted in|categories|category|comments|download the|click here|get the "
    "latest|join our|join us on|listen now|watch now|disclosure|editor's note|about the author|copyright|"
    "this website uses cookies|this site uses cookies|we use cookies|we value your privacy|by continuing to",
    "lesen sie auch|lesen sie mehr|mehr dazu|mehr zum thema|siehe auch|zuruck zu|zuruck zur|auch "
    "interessant|foto|bild|bildrechte|quelle|"
    "abonnieren sie|folgen sie uns|wir verwenden cookies|diese website verwendet cookies|schlagworte|themen",
    "lire aussi|a lire aussi|voir aussi|photo|credit photo|credits|abonnez-vous|inscrivez-vous|suivez-nous|ce site "
    "utilise des cookies|nous utilisons des cookies|mots-cles|video",
    "lee tambien|lea tambien|leer mas|ver tambien|te puede interesar|foto|siguenos en|suscribete|utilizamos cookies|"
    "este sitio utiliza cookies|usamos cookies|etiquetas|leia tambem|leia mais|veja tambem|siga-nos|assine|este site "
    "utiliza cookies",
    "leggi anche|vedi anche|foto|seguici su|iscriviti|questo sito utilizza|utilizziamo i cookie|lees ook|lees meer|"
    "foto|beeld|volg ons|wij gebruiken cookies|deze website gebruikt|las ocksa|las mer|les ogsa|laes ogsa|vi bruger "
    "cookies|vi anvander cookies",
    "czytaj takze|czytaj tez|zobacz takze|fot|obserwuj nas|ta strona uzywa|ctete take|foto|ilgili haber",
    "читайте также|читайте|смотрите|фото|источник|подписывайтесь|подпишитесь|теги|関連記事|写真|相关阅读|图片"};

}  // namespace newsgrep
