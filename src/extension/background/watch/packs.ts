import * as v from 'valibot'
import andes from './packs/andes.json'
import ar from './packs/ar.json'
import arab from './packs/arab.json'
import at from './packs/at.json'
import au from './packs/au.json'
import balkans from './packs/balkans.json'
import baltics from './packs/baltics.json'
import bd from './packs/bd.json'
import be from './packs/be.json'
import bg from './packs/bg.json'
import br from './packs/br.json'
import by from './packs/by.json'
import ca from './packs/ca.json'
import caucasus from './packs/caucasus.json'
import centralAmerica from './packs/central-america.json'
import centralAsia from './packs/central-asia.json'
import ch from './packs/ch.json'
import cn from './packs/cn.json'
import cyMt from './packs/cy-mt.json'
import cz from './packs/cz.json'
import de from './packs/de.json'
import dk from './packs/dk.json'
import eastAfrica from './packs/east-africa.json'
import eg from './packs/eg.json'
import es from './packs/es.json'
import fi from './packs/fi.json'
import fr from './packs/fr.json'
import gb from './packs/gb.json'
import gr from './packs/gr.json'
import hr from './packs/hr.json'
import hu from './packs/hu.json'
import id from './packs/id.json'
import ie from './packs/ie.json'
import il from './packs/il.json'
import india from './packs/in.json'
import ir from './packs/ir.json'
import iceland from './packs/is.json'
import it from './packs/it.json'
import jp from './packs/jp.json'
import kr from './packs/kr.json'
import levant from './packs/levant.json'
import lu from './packs/lu.json'
import maghreb from './packs/maghreb.json'
import md from './packs/md.json'
import mekong from './packs/mekong.json'
import mx from './packs/mx.json'
import my from './packs/my.json'
import ng from './packs/ng.json'
import nl from './packs/nl.json'
import no from './packs/no.json'
import pacific from './packs/pacific.json'
import ph from './packs/ph.json'
import pk from './packs/pk.json'
import pl from './packs/pl.json'
import ps from './packs/ps.json'
import pt from './packs/pt.json'
import ro from './packs/ro.json'
import rs from './packs/rs.json'
import ru from './packs/ru.json'
import se from './packs/se.json'
import si from './packs/si.json'
import sk from './packs/sk.json'
import southAsia from './packs/south-asia.json'
import th from './packs/th.json'
import tr from './packs/tr.json'
import ua from './packs/ua.json'
import us from './packs/us.json'
import vn from './packs/vn.json'
import westAfrica from './packs/west-africa.json'
import za from './packs/za.json'
import { watchPackSchema } from './schema.ts'

/** Every pack of news sites that ships with the program; the first is the one watched by default. */
export const watchPacks = v.parse(v.array(watchPackSchema), [
  fr,
  andes,
  ar,
  arab,
  at,
  au,
  balkans,
  baltics,
  bd,
  be,
  bg,
  br,
  by,
  ca,
  caucasus,
  centralAmerica,
  centralAsia,
  ch,
  cn,
  cyMt,
  cz,
  de,
  dk,
  eastAfrica,
  eg,
  es,
  fi,
  gb,
  gr,
  hr,
  hu,
  id,
  ie,
  il,
  india,
  ir,
  iceland,
  it,
  jp,
  kr,
  levant,
  lu,
  maghreb,
  md,
  mekong,
  mx,
  my,
  ng,
  nl,
  no,
  pacific,
  ph,
  pk,
  pl,
  ps,
  pt,
  ro,
  rs,
  ru,
  se,
  si,
  sk,
  southAsia,
  th,
  tr,
  ua,
  us,
  vn,
  westAfrica,
  za,
])
