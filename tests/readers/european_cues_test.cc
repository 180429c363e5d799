// Furniture in the languages of Europe, and lines of texts that only look like it.
#include <gtest/gtest.h>

#include "loaders/readers/structure/boilerplate_cues.h"

namespace lode {
namespace {

TEST(EuropeanCues, KnowFurniture) {
  for (const char* line :
       {"Lesen Sie auch: Die Brücke ist wieder auf", "À lire aussi : le phare rallumé",
        "Lea también: El faro vuelve a brillar", "Leia mais: O farol", "CZYTAJ TEŻ: Latarnia",
        "Weiterlesen …", "Teilen", "Artikel drucken", "Compartir en Facebook", "Anzeige",
        "Publicité", "Jetzt Newsletter abonnieren", "Lesezeit: 3 Minuten",
        "Todos los derechos reservados. El Faro 2013"})
    EXPECT_EQ(CueOf(line), LineCue::kFurniture) << line;
}

TEST(EuropeanCues, KnowWhereOtherThingsBegin) {
  for (const char* line :
       {"Ähnliche Beiträge", "Mehr zum Thema", "Das könnte Sie auch interessieren", "12 Kommentare",
        "Schreibe einen Kommentar", "Commentaires (3)", "Sur le même sujet",
        "Noticias relacionadas", "Articoli correlati", "Zobacz także", "Über den Autor"})
    EXPECT_EQ(CueOf(line), LineCue::kSection) << line;
}

TEST(EuropeanCues, KnowCredits) {
  for (const char* line : {"Foto: Una Berg", "Bild: Quay / Lind", "Crédit photo : Una Berg",
                           "Una Berg / AFP / Getty Images", "AFP / UNA BERG"})
    EXPECT_EQ(CueOf(line), LineCue::kCaption) << line;
}

TEST(EuropeanCues, LeaveTheText) {
  for (const char* line :
       {"Teilen wollte er den Turm mit niemandem.", "Die Anzeige wurde am Montag erstattet.",
        "Über den Turm wurde lange gestritten", "Más noticias llegaron por la tarde del puerto.",
        "Das Foto zeigt den alten Turm.", "Zurück im Hafen", "Kommentare waren nicht erwünscht",
        "Lire aussi longtemps fatigue les yeux."})
    EXPECT_EQ(CueOf(line), LineCue::kNone) << line;
}

}  // namespace
}  // namespace lode
