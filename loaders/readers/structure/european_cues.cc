// The furniture of pages in German, French, Spanish, Portuguese, Italian, Polish, Dutch and the
// languages of the North: the same few kinds in each, a row a kind. Only what stands for itself
// as a whole line; "\b" knows no accents, so that words end in blanks or marks here.

#include "loaders/readers/structure/cue_rows.h"

namespace lode {
namespace {

constexpr CueRow
    kRows[] =
        {
            // Captions and credits.
            {LineCue::kCaption, 14,
             R"((?:(?:symbol|beitrags|titel|vorschau)?(?:foto|bild)s?|abbildung|grafik|crédits? ?(?:photos?)?|foto(?:graf)?ía|imagen|imagem|immagine|zdjęcie|fot\.|bron|beeld)\s*(?:\d+\s*)?[:/©]\s*\S.*)"},
            {LineCue::kCaption, 3,
             R"(getty images|shutterstock|istock(?:\.com|photo)?|picture alliance)"},
            // Comments.
            {LineCue::kSection, 7,
             R"((?:\d+\s+)?(?:kommentare?|commentaires?|comentarios?|comentários|commenti|komentarze|reacties|kommentarer)(?:\s*\(?\d+\)?)?\W*)"},
            {LineCue::kSection, 8,
             R"((?:hinterlassen? sie|hinterlasse|schreiben? sie|schreibe|laisser|laissez|deja|dejar|deje|deixe|lascia|dodaj|laat|geef|skriv|lämna|legg igjen)\s+(?:uns )?(?:eine[n]?|un[ao]?|een)?\s*(?:antwort|kommentar|commentaire|comentario|comentário|commento|komentarz|reactie|kommentar)(?:\s.*)?)"},
            {LineCue::kSection, 5,
             R"((?:kommentar|antwort) (?:hinzufügen|verfassen|schreiben|abbrechen)(?:\s.*)?)"},
            // Other articles.
            {LineCue::kSection, 8,
             R"((?:(?:weitere|ähnliche|verwandte|neueste|aktuelle|beliebte|andere|passende) (?:beiträge|artikel|themen|meldungen|nachrichten|news|berichte)|mehr zum thema|mehr (?:artikel|nachrichten|news|kolumnen|beiträge)|auch interessant|zum weiterlesen|schon gelesen|lust auf mehr|meistgelesen|das könnte (?:sie|dich|euch) (?:auch )?interessieren)(?:\s.*)?\W*)"},
            {LineCue::kSection, 6,
             R"((?:sur le même (?:sujet|thème)|(?:articles?|contenus?) (?:liés?|similaires|associés|recommandés)|les plus lus|dans la même rubrique|(?:notas?|noticias|artículos|contenidos?) (?:relacionad[oa]s?|similares)|te puede interesar|le puede interesar|más noticias|lo más (?:leído|visto)|(?:notícias|artigos|matérias) relacionad[oa]s|mais lidas|veja também|articoli correlati|potrebbe interessarti(?: anche)?|(?:powiązane|podobne|polecane) (?:artykuły|tematy|treści)|zobacz (?:też|także|również)|(?:gerelateerde?|verwante) (?:artikelen|berichten|nieuws)|meest gelezen|(?:relaterade|relaterede|relaterte) (?:artiklar|artikler)|mest (?:lästa|læste|lest))\W*)"},
            {LineCue::kFurniture, 40,
             R"((?:lesen sie (?:hier|auch|dazu|mehr|das)|lies auch|auch lesen|weiterlesen|mehr dazu|siehe auch|(?:à )?(?:lire|voir) aussi|lisez aussi|lea también|lee también|leé también|lea además|vea también|ver también|mira también|le puede interesar|te puede interesar|leia (?:também|mais)|veja também|leggi anche|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również|więcej)|lees (?:ook|meer)|läs (?:också|mer|även)|læs (?:også|mere)|les (?:også|mer))\s*[:|>»–-]\s*\S.*)"},
            {LineCue::kFurniture, 5,
             R"((?:weiterlesen|weiter lesen|auch lesen|mehr lesen|mehr erfahren|jetzt lesen|(?:à )?lire aussi|lire la suite|en savoir plus|leer más|lea también|ver más|leia mais|saiba mais|leggi (?:anche|tutto|di più)|czytaj (?:też|także|więcej|dalej)|dowiedz się więcej|lees (?:ook|meer|verder)|läs mer|læs mere|les mer|więcej)\W*)"},
            // Shares, prints, subscriptions.
            {LineCue::kFurniture, 6,
             R"((?:teilen|(?:diese[n]? )?(?:seite|artikel|beitrag) (?:teilen|drucken|versenden|merken|weiterempfehlen)|mit freunden teilen|rezept drucken|drucken|merken|pinnen|zum shop|bild anzeigen|bild vergrößern|nach oben|zurück(?: zur übersicht)?|partager|imprimer|compartir|imprimir|compartilhar|compartilhe|condividi|stampa|udostępnij|drukuj|delen|printen|dela|udskriv|kopier(?:en)?|link kopieren)(?:\s+(?:auf|via|per|sur|en|no|na|su|op|på|:).*)?\W*)"},
            {LineCue::kFurniture, 4,
             R"((?:anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklama|advertentie|annons|annonse|annonce|externer inhalt|affiliatelink)n?\W*)"},
            {LineCue::kFurniture, 12,
             R"((?:(?:jetzt )?(?:zum |unseren |den )?newsletter (?:abonnieren|anmelden|bestellen)|(?:jetzt )?(?:abonnieren|anmelden|einloggen|registrieren)|s['’]abonner|se connecter|suscríbete|suscribirse|iniciar sesión|assine|abbonati|zaloguj się|zapisz się|inloggen|aanmelden)(?:\s.{0,60})?\W*)"},
            {LineCue::kFurniture, 8,
             R"((?:lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|leestijd|ten tekst przeczytasz w)\s*:?.*)"},
            // Who made it, and what the law asks for.
            {LineCue::kSection, 5,
             R"(über (?:den autor|die autorin|die autoren|uns)|zum autor|zur autorin|à propos de l['’]auteur|sobre (?:el autor|la autora|o autor)|o autorze|over de auteur)"},
            {LineCue::kFurniture, 30,
             R"(.*(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|wszelkie prawa zastrzeżone).*)"},
            {LineCue::kFurniture, 40,
             R"((?:(?:dieser|der) (?:beitrag|artikel|eintrag) wurde (?:am|in|unter|von) .*|this entry was posted .*|comments are closed\W*|be sociable, share\W*))"},
};

}  // namespace

std::span<const CueRow> EuropeanCues() {
  return kRows;
}

}  // namespace lode
